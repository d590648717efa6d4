"""What people see in QGIS. It converses and computes nothing (docs/design.md)."""
