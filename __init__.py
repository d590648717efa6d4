"""Terralex: type what you see, get a map you can edit. QGIS enters through `classFactory`."""


def classFactory(iface):
    """The plugin; nothing heavy is imported before QGIS asks for it."""
    from .plugin.plugin import TerralexPlugin

    return TerralexPlugin(iface)
