"""The engine's environment: made, checked, repaired and removed by the plugin; all but `network` needs no QGIS."""
