<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>@default</name>
    <message>
        <source>; its last words: {last}</source>
        <translation>; letzte Meldungen: {last}</translation>
    </message>
    <message>
        <source>A block of {block_px} px is not possible.</source>
        <translation>Ein Block von {block_px} px ist nicht möglich.</translation>
    </message>
    <message>
        <source>A class has no name.</source>
        <translation>Eine Klasse hat keinen Namen.</translation>
    </message>
    <message>
        <source>A download broke off: {what}.</source>
        <translation>Ein Download brach ab: {what}.</translation>
    </message>
    <message>
        <source>A file is not the one that was announced: {what} (its checksum differs).</source>
        <translation>Eine Datei ist nicht die angekündigte: {what} (die Prüfsumme weicht ab).</translation>
    </message>
    <message>
        <source>A file of the environment is in use{what}.</source>
        <translation>Eine Datei der Umgebung wird gerade benutzt{what}.</translation>
    </message>
    <message>
        <source>A kernel on the GPU failed: {gpu}.</source>
        <translation>Eine Berechnung auf der GPU schlug fehl: {gpu}.</translation>
    </message>
    <message>
        <source>A kernel on {name} failed: {gpu}.</source>
        <translation>Eine Berechnung auf {name} schlug fehl: {gpu}.</translation>
    </message>
    <message>
        <source>A pack is a folder with a pack.json; see docs/packs.md.</source>
        <translation>Ein Paket ist ein Ordner mit einer pack.json; siehe docs/packs.md.</translation>
    </message>
    <message>
        <source>A pack “{name}” is here already.</source>
        <translation>Ein Paket „{name}“ ist bereits vorhanden.</translation>
    </message>
    <message>
        <source>A pixel of the raster is {pixel} m; it cannot be shown at {gsd_m} m as was asked.</source>
        <translation>Ein Pixel des Rasters ist {pixel} m groß; es kann nicht wie verlangt mit {gsd_m} m gezeigt werden.</translation>
    </message>
    <message>
        <source>A proxy may be changing downloads. Fetch again later.</source>
        <translation>Vielleicht verändert ein Proxy die Downloads. Später erneut laden.</translation>
    </message>
    <message>
        <source>A run is already going on.</source>
        <translation>Ein Lauf ist bereits im Gang.</translation>
    </message>
    <message>
        <source>A run is at work in {folder}{who}.</source>
        <translation>In {folder}{who} arbeitet gerade ein Lauf.</translation>
    </message>
    <message>
        <source>A window of {windows} px does not fit into a picture of “short_side” {short_side}.</source>
        <translation>Ein Fenster von {windows} px passt nicht in ein Bild mit „short_side“ {short_side}.</translation>
    </message>
    <message>
        <source>Add background=off, or leave it out.</source>
        <translation>background=off hinzufügen oder weglassen.</translation>
    </message>
    <message>
        <source>All background prototypes resemble a stuff class and were dropped; a constant takes their place.</source>
        <translation>Alle Hintergrund-Prototypen ähneln einer Flächenklasse und wurden verworfen; eine Konstante tritt an ihre Stelle.</translation>
    </message>
    <message>
        <source>All kinds of prototypes are switched off.</source>
        <translation>Alle Arten von Prototypen sind ausgeschaltet.</translation>
    </message>
    <message>
        <source>All words are learned</source>
        <translation>Alle Wörter sind gelernt</translation>
    </message>
    <message>
        <source>Another QGIS window is working on this environment.</source>
        <translation>Ein anderes QGIS-Fenster arbeitet an dieser Umgebung.</translation>
    </message>
    <message>
        <source>Another fetch or import is at work.</source>
        <translation>Ein anderer Download oder Import ist im Gang.</translation>
    </message>
    <message>
        <source>Ask for the right to read it, or copy it to your own folder.</source>
        <translation>Um Leserecht bitten oder die Datei in einen eigenen Ordner kopieren.</translation>
    </message>
    <message>
        <source>Ask your administrator to allow it, name your organisation&apos;s mirror, or install from an offline folder.</source>
        <translation>Die Administration bitten, es zu erlauben, den Spiegel Ihrer Organisation angeben oder aus einem Offline-Ordner installieren.</translation>
    </message>
    <message>
        <source>Ask your administrator to allow programs in the engine&apos;s folder, or to set TERRALEX_HOME to one that is allowed.</source>
        <translation>Die Administration bitten, Programme im Ordner der Engine zu erlauben oder TERRALEX_HOME auf einen erlaubten Ordner zu setzen.</translation>
    </message>
    <message>
        <source>Asking what is needed</source>
        <translation>Es wird ermittelt, was gebraucht wird</translation>
    </message>
    <message>
        <source>Asking {home} about {name}</source>
        <translation>{home} wird nach {name} gefragt</translation>
    </message>
    <message>
        <source>Bring it in with: terralex packs import {root}.</source>
        <translation>Holen mit: terralex packs import {root}.</translation>
    </message>
    <message>
        <source>Bring the right one, and try again.</source>
        <translation>Die richtige Datei bringen und erneut versuchen.</translation>
    </message>
    <message>
        <source>Bringing in {path}: {done} of {total}</source>
        <translation>{path} wird übernommen: {done} von {total}</translation>
    </message>
    <message>
        <source>Burning polygons into the raster</source>
        <translation>Polygone werden in das Raster eingebrannt</translation>
    </message>
    <message>
        <source>CUDA 12.6 (older cards)</source>
        <translation>CUDA 12.6 (ältere Karten)</translation>
    </message>
    <message>
        <source>Check HF_ENDPOINT and the proxy; a sign-in page may stand between.</source>
        <translation>HF_ENDPOINT und den Proxy prüfen; vielleicht steht eine Anmeldeseite dazwischen.</translation>
    </message>
    <message>
        <source>Check HF_ENDPOINT: a mirror has to name them as the hub does.</source>
        <translation>HF_ENDPOINT prüfen: ein Spiegel muss sie nennen wie der Hub.</translation>
    </message>
    <message>
        <source>Check HF_ENDPOINT; if it is a mirror, it is out of step.</source>
        <translation>HF_ENDPOINT prüfen; ein Spiegel ist vielleicht nicht auf dem neuesten Stand.</translation>
    </message>
    <message>
        <source>Check the address of the server.</source>
        <translation>Die Adresse des Servers prüfen.</translation>
    </message>
    <message>
        <source>Check the area&apos;s own coordinate system (a GeoJSON file means degrees unless it says otherwise), or save it in the raster&apos;s.</source>
        <translation>Das eigene Koordinatensystem des Gebiets prüfen (eine GeoJSON-Datei meint Grad, wenn sie nichts anderes sagt) oder es in dem des Rasters speichern.</translation>
    </message>
    <message>
        <source>Check the path, and whether the disk is connected.</source>
        <translation>Den Pfad prüfen und ob der Datenträger verbunden ist.</translation>
    </message>
    <message>
        <source>Check the path, or type the names themselves.</source>
        <translation>Den Pfad prüfen oder die Namen selbst eintippen.</translation>
    </message>
    <message>
        <source>Checking the words</source>
        <translation>Wörter werden geprüft</translation>
    </message>
    <message>
        <source>Choose a folder of your own, or ask for the right to write there.</source>
        <translation>Einen eigenen Ordner wählen oder um Schreibrecht bitten.</translation>
    </message>
    <message>
        <source>Choose a folder of your own.</source>
        <translation>Einen eigenen Ordner wählen.</translation>
    </message>
    <message>
        <source>Choose a layer of polygons.</source>
        <translation>Einen Polygonlayer wählen.</translation>
    </message>
    <message>
        <source>Choose a place that has a class.</source>
        <translation>Eine Stelle wählen, die eine Klasse hat.</translation>
    </message>
    <message>
        <source>Choose a raster layer or give the path of an image.</source>
        <translation>Einen Rasterlayer wählen oder den Pfad eines Bildes angeben.</translation>
    </message>
    <message>
        <source>Choose a smaller area or a coarser resolution; for more, ask the provider for the data as files.</source>
        <translation>Ein kleineres Gebiet oder eine gröbere Auflösung wählen; für mehr den Anbieter um die Daten als Dateien bitten.</translation>
    </message>
    <message>
        <source>Choose a smaller area, or run it part by part.</source>
        <translation>Ein kleineres Gebiet wählen oder es Teil für Teil ausführen.</translation>
    </message>
    <message>
        <source>Choose another Python (3.11 to 3.14, 64 bit); for an offline folder, fill it on a computer of the same kind.</source>
        <translation>Ein anderes Python wählen (3.11 bis 3.14, 64 Bit); einen Offline-Ordner auf einem Computer gleicher Art füllen.</translation>
    </message>
    <message>
        <source>Choose another Python in Terralex&apos;s set-up panel.</source>
        <translation>Im Einrichtungsfenster von Terralex ein anderes Python wählen.</translation>
    </message>
    <message>
        <source>Choose another area.</source>
        <translation>Ein anderes Gebiet wählen.</translation>
    </message>
    <message>
        <source>Choose another folder, or empty it yourself.</source>
        <translation>Einen anderen Ordner wählen oder diesen selbst leeren.</translation>
    </message>
    <message>
        <source>Choose another folder, repeat that run to finish it, or delete the folder.</source>
        <translation>Einen anderen Ordner wählen, den Lauf dort wiederholen, um ihn zu beenden, oder den Ordner löschen.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Choose another folder; finished runs are never changed.</source>
        <translation>Einen anderen Ordner wählen; fertige Läufe werden nie verändert.</translation>
    </message>
    <message>
        <source>Choose another name, or remove it first.</source>
        <translation>Einen anderen Namen wählen oder das Vorhandene erst entfernen.</translation>
    </message>
    <message>
        <source>Choose another output folder.</source>
        <translation>Einen anderen Ausgabeordner wählen.</translation>
    </message>
    <message>
        <source>Choose another pack, or set the ground resolution (gsd_m) nearer to that range.</source>
        <translation>Ein anderes Paket wählen oder die Bodenauflösung (gsd_m) näher an diesen Bereich setzen.</translation>
    </message>
    <message>
        <source>Choose another pack.</source>
        <translation>Ein anderes Paket wählen.</translation>
    </message>
    <message>
        <source>Choose another raster or band.</source>
        <translation>Ein anderes Raster oder einen anderen Kanal wählen.</translation>
    </message>
    <message>
        <source>Choose one band, or three for red, green, blue.</source>
        <translation>Einen Kanal wählen oder drei für Rot, Grün, Blau.</translation>
    </message>
    <message>
        <source>Choose one of its bands.</source>
        <translation>Einen seiner Kanäle wählen.</translation>
    </message>
    <message>
        <source>Choose the class raster of a run.</source>
        <translation>Das Klassenraster eines Laufs wählen.</translation>
    </message>
    <message>
        <source>Choose the classes.tif of a run.</source>
        <translation>Die classes.tif eines Laufs wählen.</translation>
    </message>
    <message>
        <source>Choose the device “auto” or “cpu”, or install a torch that fits the graphics driver.</source>
        <translation>Das Gerät „auto“ oder „cpu“ wählen oder ein torch installieren, das zum Grafiktreiber passt.</translation>
    </message>
    <message>
        <source>Choose the folder that holds classes.tif and recipe.json.</source>
        <translation>Den Ordner mit classes.tif und recipe.json wählen.</translation>
    </message>
    <message>
        <source>Close other QGIS windows and programs that use it, wait for the antivirus, and try again.</source>
        <translation>Andere QGIS-Fenster und Programme, die sie benutzen, schließen, den Virenscanner abwarten und erneut versuchen.</translation>
    </message>
    <message>
        <source>Close other programs, and press “Set up” again.</source>
        <translation>Andere Programme schließen und erneut „Einrichten“ drücken.</translation>
    </message>
    <message>
        <source>Close other programs, use smaller windows, or choose a smaller pack.</source>
        <translation>Andere Programme schließen, kleinere Fenster nehmen oder ein kleineres Paket wählen.</translation>
    </message>
    <message>
        <source>Close the programs that use it, and try again.</source>
        <translation>Die Programme schließen, die es benutzen, und erneut versuchen.</translation>
    </message>
    <message>
        <source>Convert it to amplitudes first.</source>
        <translation>Erst in Amplituden umwandeln.</translation>
    </message>
    <message>
        <source>Copy it again.</source>
        <translation>Erneut kopieren.</translation>
    </message>
    <message>
        <source>Copy or download it again, or save what is left under a new name.</source>
        <translation>Erneut kopieren oder herunterladen oder unter neuem Namen speichern, was übrig ist.</translation>
    </message>
    <message>
        <source>Copy or download it again.</source>
        <translation>Erneut kopieren oder herunterladen.</translation>
    </message>
    <message>
        <source>Copy the pack with its links followed (cp -rL), and import the copy.</source>
        <translation>Das Paket mit aufgelösten Verknüpfungen kopieren (cp -rL) und die Kopie importieren.</translation>
    </message>
    <message>
        <source>Copy the whole pack again.</source>
        <translation>Das ganze Paket erneut kopieren.</translation>
    </message>
    <message>
        <source>Correct its pack.json.</source>
        <translation>Seine pack.json berichtigen.</translation>
    </message>
    <message>
        <source>Delete that folder yourself.</source>
        <translation>Diesen Ordner selbst löschen.</translation>
    </message>
    <message>
        <source>Did you mean: {near}?</source>
        <translation>War gemeint: {near}?</translation>
    </message>
    <message>
        <source>Do not use it.</source>
        <translation>Nicht verwenden.</translation>
    </message>
    <message>
        <source>Do not use this pack.</source>
        <translation>Dieses Paket nicht verwenden.</translation>
    </message>
    <message>
        <source>Do not use this zip.</source>
        <translation>Diese ZIP-Datei nicht verwenden.</translation>
    </message>
    <message>
        <source>Draw it over the raster, or choose the whole layer.</source>
        <translation>Über dem Raster zeichnen oder den ganzen Layer wählen.</translation>
    </message>
    <message>
        <source>Draw it where the layer has a picture.</source>
        <translation>Dort zeichnen, wo der Layer ein Bild hat.</translation>
    </message>
    <message>
        <source>Everything is installed and does not compute: {what}.</source>
        <translation>Alles ist installiert und rechnet nicht: {what}.</translation>
    </message>
    <message>
        <source>Export them as a GeoPackage.</source>
        <translation>Als GeoPackage exportieren.</translation>
    </message>
    <message>
        <source>Exporting labels</source>
        <translation>Labels werden exportiert</translation>
    </message>
    <message>
        <source>Features without a geometry: {empty}.</source>
        <translation>Objekte ohne Geometrie: {empty}.</translation>
    </message>
    <message>
        <source>Features without a polygon, left out: {usable}.</source>
        <translation>Objekte ohne Polygon, ausgelassen: {usable}.</translation>
    </message>
    <message>
        <source>Fetch again later.</source>
        <translation>Später erneut laden.</translation>
    </message>
    <message>
        <source>Fetch or copy the pack again.</source>
        <translation>Das Paket erneut laden oder kopieren.</translation>
    </message>
    <message>
        <source>Fetch or copy the pack again; if that does not help, update Terralex.</source>
        <translation>Das Paket erneut laden oder kopieren; hilft das nicht, Terralex aktualisieren.</translation>
    </message>
    <message>
        <source>Fetch or copy the pack again; results made with it are not affected.</source>
        <translation>Das Paket erneut laden oder kopieren; damit erzeugte Ergebnisse sind nicht betroffen.</translation>
    </message>
    <message>
        <source>Fetching {path}: {self}</source>
        <translation>{path} wird geladen: {self}</translation>
    </message>
    <message>
        <source>Fill it on a computer of the same system and Python (docs/install.md has the command), and try again.</source>
        <translation>Auf einem Computer mit gleichem System und Python füllen (der Befehl steht in docs/install.md) und erneut versuchen.</translation>
    </message>
    <message>
        <source>Finding areas</source>
        <translation>Flächen werden gesucht</translation>
    </message>
    <message>
        <source>Free some space, or set TERRALEX_CACHE to another folder.</source>
        <translation>Platz schaffen oder TERRALEX_CACHE auf einen anderen Ordner setzen.</translation>
    </message>
    <message>
        <source>Get the file again from where it came from.</source>
        <translation>Die Datei erneut von ihrer Quelle holen.</translation>
    </message>
    <message>
        <source>Give --replace to put the new one in its place.</source>
        <translation>Mit --replace tritt das neue an seine Stelle.</translation>
    </message>
    <message>
        <source>Give a vector file with polygons.</source>
        <translation>Eine Vektordatei mit Polygonen angeben.</translation>
    </message>
    <message>
        <source>Give at least one size, for example windows=256.</source>
        <translation>Mindestens eine Größe angeben, zum Beispiel windows=256.</translation>
    </message>
    <message>
        <source>Give both, or leave both out.</source>
        <translation>Beide angeben oder beide weglassen.</translation>
    </message>
    <message>
        <source>Give it a class_id from 0 to {highest}.</source>
        <translation>Ihm eine class_id von 0 bis {highest} geben.</translation>
    </message>
    <message>
        <source>Give it in the raster&apos;s own coordinates.</source>
        <translation>In den Koordinaten des Rasters angeben.</translation>
    </message>
    <message>
        <source>Give the pack&apos;s own folder.</source>
        <translation>Den eigenen Ordner des Pakets angeben.</translation>
    </message>
    <message>
        <source>Give yours another name.</source>
        <translation>Dem eigenen einen anderen Namen geben.</translation>
    </message>
    <message>
        <source>If it asks for conditions to be accepted, do so on its page with an account, set HF_TOKEN to that account&apos;s token, and fetch again.</source>
        <translation>Wenn sie die Zustimmung zu Bedingungen verlangt, diese auf ihrer Seite mit einem Konto geben, HF_TOKEN auf das Token dieses Kontos setzen und erneut laden.</translation>
    </message>
    <message>
        <source>Install a 64-bit Python 3.11 to 3.14 from python.org or your system, and choose it here.</source>
        <translation>Ein 64-Bit-Python 3.11 bis 3.14 von python.org oder aus dem System installieren und hier wählen.</translation>
    </message>
    <message>
        <source>Is it complete?</source>
        <translation>Ist die Datei vollständig?</translation>
    </message>
    <message>
        <source>Is the disk full or disconnected?</source>
        <translation>Ist der Datenträger voll oder getrennt?</translation>
    </message>
    <message>
        <source>Is the disk full? Choose another output folder.</source>
        <translation>Ist der Datenträger voll? Einen anderen Ausgabeordner wählen.</translation>
    </message>
    <message>
        <source>It has: {listed}.</source>
        <translation>Vorhanden: {listed}.</translation>
    </message>
    <message>
        <source>It needs a licence, and either repository and revision or url; see docs/packs.md.</source>
        <translation>Sie braucht eine Lizenz und entweder repository und revision oder url; siehe docs/packs.md.</translation>
    </message>
    <message>
        <source>It takes {kinds}.</source>
        <translation>Erwartet wird {kinds}.</translation>
    </message>
    <message>
        <source>Its classes are {v}.</source>
        <translation>Seine Klassen sind {v}.</translation>
    </message>
    <message>
        <source>Its layers: {names}.</source>
        <translation>Ihre Layer: {names}.</translation>
    </message>
    <message>
        <source>Keep {name}.aux.xml beside it when you move or copy it.</source>
        <translation>{name}.aux.xml beim Verschieben oder Kopieren daneben lassen.</translation>
    </message>
    <message>
        <source>Learning what {word} looks like</source>
        <translation>Es wird gelernt, wie {word} aussieht</translation>
    </message>
    <message>
        <source>Leave at least one of them on.</source>
        <translation>Mindestens eine davon eingeschaltet lassen.</translation>
    </message>
    <message>
        <source>Leave one of them out.</source>
        <translation>Eines davon weglassen.</translation>
    </message>
    <message>
        <source>Leave this class out.</source>
        <translation>Diese Klasse weglassen.</translation>
    </message>
    <message>
        <source>Leave “short_side” (or the preset paper) out, or cut the raster into tiles.</source>
        <translation>„short_side“ (oder die Vorgabe paper) weglassen oder das Raster in Kacheln schneiden.</translation>
    </message>
    <message>
        <source>Line {line} of {name}: “{text}” is not a value.</source>
        <translation>Zeile {line} von {name}: „{text}“ ist kein Wert.</translation>
    </message>
    <message>
        <source>Loading the networks of “{name}”</source>
        <translation>Netze von „{name}“ werden geladen</translation>
    </message>
    <message>
        <source>Look for it in {parent}.</source>
        <translation>In {parent} danach suchen.</translation>
    </message>
    <message>
        <source>Looking at the pack “{pack}”</source>
        <translation>Paket „{pack}“ wird betrachtet</translation>
    </message>
    <message>
        <source>Looking at the place</source>
        <translation>Die Stelle wird betrachtet</translation>
    </message>
    <message>
        <source>Looking for {path}</source>
        <translation>{path} wird gesucht</translation>
    </message>
    <message>
        <source>Looking which classes are there</source>
        <translation>Es wird geprüft, welche Klassen vorkommen</translation>
    </message>
    <message>
        <source>Make room, or choose a folder on another disk.</source>
        <translation>Platz schaffen oder einen Ordner auf einem anderen Datenträger wählen.</translation>
    </message>
    <message>
        <source>Make room, or set TERRALEX_HOME to a folder on a larger disk.</source>
        <translation>Platz schaffen oder TERRALEX_HOME auf einen Ordner auf einem größeren Datenträger setzen.</translation>
    </message>
    <message>
        <source>Make the zip without a password.</source>
        <translation>Die ZIP-Datei ohne Passwort erstellen.</translation>
    </message>
    <message>
        <source>Making a virtual environment</source>
        <translation>Eine virtuelle Umgebung wird erstellt</translation>
    </message>
    <message>
        <source>May you open it?</source>
        <translation>Dürfen Sie sie öffnen?</translation>
    </message>
    <message>
        <source>Measuring areas</source>
        <translation>Flächen werden gemessen</translation>
    </message>
    <message>
        <source>Merging crumbs</source>
        <translation>Kleinstflächen werden zusammengelegt</translation>
    </message>
    <message>
        <source>No NVIDIA graphics driver was found on this computer.</source>
        <translation>Auf diesem Computer wurde kein NVIDIA-Grafiktreiber gefunden.</translation>
    </message>
    <message>
        <source>No NVIDIA graphics driver was found.</source>
        <translation>Es wurde kein NVIDIA-Grafiktreiber gefunden.</translation>
    </message>
    <message>
        <source>No Python on this computer can make the engine&apos;s environment ({what}).</source>
        <translation>Kein Python auf diesem Computer kann die Umgebung der Engine erstellen ({what}).</translation>
    </message>
    <message>
        <source>Nothing can be written into {folder}.</source>
        <translation>In {folder} kann nichts geschrieben werden.</translation>
    </message>
    <message>
        <source>Nothing may be written there{what}.</source>
        <translation>Dort darf nichts geschrieben werden{what}.</translation>
    </message>
    <message>
        <source>Nothing of it was kept. Fetch again; if it happens again, a proxy may be changing downloads.</source>
        <translation>Nichts davon wurde behalten. Erneut laden; geschieht es wieder, verändert vielleicht ein Proxy die Downloads.</translation>
    </message>
    <message>
        <source>On Debian and Ubuntu: sudo apt install python3-venv. Elsewhere choose another Python.</source>
        <translation>Unter Debian und Ubuntu: sudo apt install python3-venv. Sonst ein anderes Python wählen.</translation>
    </message>
    <message>
        <source>On Windows install Microsoft's Visual C++ Redistributable (x64), restart, and press “Repair”.</source>
        <translation>Unter Windows Microsofts Visual C++ Redistributable (x64) installieren, neu starten und „Reparieren“ drücken.</translation>
    </message>
    <message>
        <source>On macOS the engine uses the CPU.</source>
        <translation>Unter macOS verwendet die Engine die CPU.</translation>
    </message>
    <message>
        <source>Open it in QGIS and save it as a GeoTIFF.</source>
        <translation>In QGIS öffnen und als GeoTIFF speichern.</translation>
    </message>
    <message>
        <source>Open one of its sub-datasets.</source>
        <translation>Einen seiner Unterdatensätze öffnen.</translation>
    </message>
    <message>
        <source>Packs found: {here}.</source>
        <translation>Gefundene Pakete: {here}.</translation>
    </message>
    <message>
        <source>Paint it over the picture of the same name.</source>
        <translation>Über das Bild gleichen Namens malen.</translation>
    </message>
    <message>
        <source>Paper mode looks at a picture as a whole, and this one has {cols} x {rows} px.</source>
        <translation>Der Paper-Modus betrachtet ein Bild als Ganzes, und dieses hat {cols} x {rows} px.</translation>
    </message>
    <message>
        <source>Pixels of polygons where the raster has no data, left without a class: {dropped}.</source>
        <translation>Pixel von Polygonen, wo das Raster keine Daten hat, ohne Klasse gelassen: {dropped}.</translation>
    </message>
    <message>
        <source>Polygon {fids} of {file} has no class of the raster: {shown} ({size} such polygons).</source>
        <translation>Polygon {fids} von {file} hat keine Klasse des Rasters: {shown} ({size} solche Polygone).</translation>
    </message>
    <message>
        <source>Polygons that cross themselves or are invalid otherwise, exported as they are: {invalid}.</source>
        <translation>Polygone, die sich selbst schneiden oder sonst ungültig sind, unverändert exportiert: {invalid}.</translation>
    </message>
    <message>
        <source>Press Run again: a new engine is started and finished parts are kept. If the computer was short of memory, choose a smaller area or the draft preset. Its log is {log}.</source>
        <translation>Erneut „Ausführen“ drücken: eine neue Engine startet, fertige Teile bleiben erhalten. War der Speicher knapp, ein kleineres Gebiet oder die Qualität „Entwurf“ wählen. Das Protokoll ist {log}.</translation>
    </message>
    <message>
        <source>Press Run again: finished parts are kept. Its log is {log}.</source>
        <translation>Erneut „Ausführen“ drücken: fertige Teile bleiben erhalten. Das Protokoll ist {log}.</translation>
    </message>
    <message>
        <source>Press Run again; its log is {log}.</source>
        <translation>Erneut „Ausführen“ drücken; das Protokoll ist {log}.</translation>
    </message>
    <message>
        <source>Press “Repair”; if it stays so, copy the report and send it to us.</source>
        <translation>„Reparieren“ drücken; hilft das nicht, den Bericht kopieren und uns schicken.</translation>
    </message>
    <message>
        <source>Prototypes of {found} found; they were not imagined again.</source>
        <translation>Prototypen von {found} sind vorhanden; sie wurden nicht neu gezeichnet.</translation>
    </message>
    <message>
        <source>Proving that it computes; the first time takes a minute</source>
        <translation>Es wird geprüft, ob sie rechnet; beim ersten Mal dauert das eine Minute</translation>
    </message>
    <message>
        <source>Python has no venv or pip to make an environment with ({what}).</source>
        <translation>Python hat kein venv oder pip, um eine Umgebung zu erstellen ({what}).</translation>
    </message>
    <message>
        <source>QGIS is set to a SOCKS proxy, which pip cannot use by itself.</source>
        <translation>QGIS ist auf einen SOCKS-Proxy eingestellt, den pip allein nicht benutzen kann.</translation>
    </message>
    <message>
        <source>Read them (terralex packs list {name}), then: terralex packs fetch {name2} --yes.</source>
        <translation>Lesen (terralex packs list {name}), dann: terralex packs fetch {name2} --yes.</translation>
    </message>
    <message>
        <source>Reading the recipe of {name}</source>
        <translation>Rezept von {name} wird gelesen</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>{name} wird gelesen</translation>
    </message>
    <message>
        <source>Remove or rename one of the two.</source>
        <translation>Eine der beiden entfernen oder umbenennen.</translation>
    </message>
    <message>
        <source>Remove the empty row or type a name.</source>
        <translation>Die leere Zeile entfernen oder einen Namen eintippen.</translation>
    </message>
    <message>
        <source>Removing the engine&apos;s environment</source>
        <translation>Die Umgebung der Engine wird entfernt</translation>
    </message>
    <message>
        <source>Removing the old packages</source>
        <translation>Alte Python-Pakete werden entfernt</translation>
    </message>
    <message>
        <source>Rename it.</source>
        <translation>Umbenennen.</translation>
    </message>
    <message>
        <source>Restart QGIS, so that the plugin and the engine are of the same version.</source>
        <translation>QGIS neu starten, damit Plugin und Engine von derselben Version sind.</translation>
    </message>
    <message>
        <source>Resumed: {finished} of {blocks} blocks were finished before.</source>
        <translation>Fortgesetzt: {finished} von {blocks} Blöcken waren schon fertig.</translation>
    </message>
    <message>
        <source>Run again when the file is complete.</source>
        <translation>Erneut ausführen, wenn die Datei vollständig ist.</translation>
    </message>
    <message>
        <source>Save it as CSV in UTF-8.</source>
        <translation>Als CSV in UTF-8 speichern.</translation>
    </message>
    <message>
        <source>Save it as PNG.</source>
        <translation>Als PNG speichern.</translation>
    </message>
    <message>
        <source>Save it as a tiled GeoTIFF.</source>
        <translation>Als gekacheltes GeoTIFF speichern.</translation>
    </message>
    <message>
        <source>Save the polygons in the system of {classes} first.</source>
        <translation>Die Polygone zuerst im System von {classes} speichern.</translation>
    </message>
    <message>
        <source>Set the raster&apos;s coordinate system before the run, or export as a GeoPackage.</source>
        <translation>Vor dem Lauf das Koordinatensystem des Rasters setzen oder als GeoPackage exportieren.</translation>
    </message>
    <message>
        <source>Set up the engine again.</source>
        <translation>Die Engine erneut einrichten.</translation>
    </message>
    <message>
        <source>Simplifying the borders of {pixels} polygons</source>
        <translation>Grenzen von {pixels} Polygonen werden vereinfacht</translation>
    </message>
    <message>
        <source>Some words it knows</source>
        <translation>Einige bekannte Wörter</translation>
    </message>
    <message>
        <source>Split the list.</source>
        <translation>Die Liste teilen.</translation>
    </message>
    <message>
        <source>The address of {host} is not encrypted.</source>
        <translation>Die Adresse von {host} ist nicht verschlüsselt.</translation>
    </message>
    <message>
        <source>The area cannot be brought into the raster&apos;s coordinate system.</source>
        <translation>Das Gebiet kann nicht in das Koordinatensystem des Rasters gebracht werden.</translation>
    </message>
    <message>
        <source>The area cannot be read.</source>
        <translation>Das Gebiet kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The area holds no data: every pixel in it is nodata.</source>
        <translation>Das Gebiet enthält keine Daten: jedes Pixel darin ist NoData.</translation>
    </message>
    <message>
        <source>The area holds no polygon.</source>
        <translation>Das Gebiet enthält kein Polygon.</translation>
    </message>
    <message>
        <source>The area is too large for one run, or its parts lie too far apart: a picture around all of it would have {cols} × {rows} pixels.</source>
        <translation>Das Gebiet ist zu groß für einen Lauf, oder seine Teile liegen zu weit auseinander: ein Bild um alles herum hätte {cols} × {rows} Pixel.</translation>
    </message>
    <message>
        <source>The area lies outside the layer.</source>
        <translation>Das Gebiet liegt außerhalb des Layers.</translation>
    </message>
    <message>
        <source>The area lies outside the raster.</source>
        <translation>Das Gebiet liegt außerhalb des Rasters.</translation>
    </message>
    <message>
        <source>The area reaches where the raster&apos;s coordinate system ends.</source>
        <translation>Das Gebiet reicht bis dorthin, wo das Koordinatensystem des Rasters endet.</translation>
    </message>
    <message>
        <source>The area {name} cannot be read.</source>
        <translation>Das Gebiet {name} kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The area {name} holds no polygon.</source>
        <translation>Das Gebiet {name} enthält kein Polygon.</translation>
    </message>
    <message>
        <source>The calibration of the pack “{name}” cannot be read.</source>
        <translation>Die Kalibrierung des Pakets „{name}“ kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The certificate of {host} cannot be trusted.</source>
        <translation>Dem Zertifikat von {host} kann nicht vertraut werden.</translation>
    </message>
    <message>
        <source>The certificate of {what} is not trusted on this computer.</source>
        <translation>Dem Zertifikat von {what} wird auf diesem Computer nicht vertraut.</translation>
    </message>
    <message>
        <source>The class list {name} cannot be read.</source>
        <translation>Die Klassenliste {name} kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The class list {name} has no column “name”.</source>
        <translation>Die Klassenliste {name} hat keine Spalte „name“.</translation>
    </message>
    <message>
        <source>The class name {name} contains a control character.</source>
        <translation>Der Klassenname {name} enthält ein Steuerzeichen.</translation>
    </message>
    <message>
        <source>The class “{name}” is listed twice.</source>
        <translation>Die Klasse „{name}“ steht zweimal in der Liste.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>The disk with {folder} is full.</source>
        <translation>Der Datenträger mit {folder} ist voll.</translation>
    </message>
    <message>
        <source>The engine has no command “{command}”.</source>
        <translation>Die Engine kennt keinen Befehl „{command}“.</translation>
    </message>
    <message>
        <source>The engine stopped by itself ({how}{last}).</source>
        <translation>Die Engine beendete sich selbst ({how}{last}).</translation>
    </message>
    <message>
        <source>The engine&apos;s Python lacks {name}.</source>
        <translation>Dem Python der Engine fehlt {name}.</translation>
    </message>
    <message>
        <source>The extractor “{name}” gives {shape} channels; its pack says {dim}.</source>
        <translation>Der Extraktor „{name}“ liefert {shape} Kanäle; sein Paket sagt {dim}.</translation>
    </message>
    <message>
        <source>The folder holds files that are not of an environment made here; nothing was changed.</source>
        <translation>Der Ordner enthält Dateien, die nicht von einer hier erstellten Umgebung sind; nichts wurde verändert.</translation>
    </message>
    <message>
        <source>The folder lies inside the plugin, where the next update would delete it.</source>
        <translation>Der Ordner liegt im Plugin, wo ihn die nächste Aktualisierung löschen würde.</translation>
    </message>
    <message>
        <source>The folder {out} may not be read.</source>
        <translation>Der Ordner {out} darf nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The folder {parent} {reason}.</source>
        <translation>Der Ordner {parent} {reason}.</translation>
    </message>
    <message>
        <source>The generator of the pack “{name}” cannot read “{word}” in its prompt.</source>
        <translation>Der Generator des Pakets „{name}“ kann „{word}“ in seinem Prompt nicht lesen.</translation>
    </message>
    <message>
        <source>The labels need {size} GB as a Shapefile, and its limit is 2 GB.</source>
        <translation>Die Labels brauchen {size} GB als Shapefile; dessen Grenze ist 2 GB.</translation>
    </message>
    <message>
        <source>The layer {name} has no coordinate system, and GeoJSON is in longitude and latitude.</source>
        <translation>Der Layer {name} hat kein Koordinatensystem, und GeoJSON ist in Länge und Breite.</translation>
    </message>
    <message>
        <source>The layer {name} holds other geometries than polygons.</source>
        <translation>Der Layer {name} enthält andere Geometrien als Polygone.</translation>
    </message>
    <message>
        <source>The manifest of the pack “{name}” lists files without checksums.</source>
        <translation>Das Manifest des Pakets „{name}“ nennt Dateien ohne Prüfsummen.</translation>
    </message>
    <message>
        <source>The mask {word}/{name} cannot be read.</source>
        <translation>Die Maske {word}/{name} kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The mask {word}/{name} has {shape} x {shape2} px, its picture {shape3} x {shape4}.</source>
        <translation>Die Maske {word}/{name} hat {shape} x {shape2} px, ihr Bild {shape3} x {shape4}.</translation>
    </message>
    <message>
        <source>The nearest words it knows</source>
        <translation>Die nächsten bekannten Wörter</translation>
    </message>
    <message>
        <source>The networks of the pack “{name}” are not on this computer yet.</source>
        <translation>Die Netze des Pakets „{name}“ sind noch nicht auf diesem Computer.</translation>
    </message>
    <message>
        <source>The networks will see pixels of {working} m; the nearest they were trained at is {gsd_m} m. Expect weaker results.</source>
        <translation>Die Netze werden Pixel von {working} m sehen; am nächsten liegt das Training mit {gsd_m} m. Schwächere Ergebnisse sind zu erwarten.</translation>
    </message>
    <message>
        <source>The offline folder lacks {what}.</source>
        <translation>Im Offline-Ordner fehlt {what}.</translation>
    </message>
    <message>
        <source>The pack has not learned “{word}” at {at}; pictures for {instead} are used.</source>
        <translation>Das Paket hat „{word}“ bei {at} nicht gelernt; Bilder für {instead} werden verwendet.</translation>
    </message>
    <message>
        <source>The pack {name} has a damaged pack.json.</source>
        <translation>Das Paket {name} hat eine beschädigte pack.json.</translation>
    </message>
    <message>
        <source>The pack {name} has no readable pack.json.</source>
        <translation>Das Paket {name} hat keine lesbare pack.json.</translation>
    </message>
    <message>
        <source>The pack {name} lacks {missing} in its pack.json.</source>
        <translation>In der pack.json des Pakets {name} fehlt {missing}.</translation>
    </message>
    <message>
        <source>The pack “{name}” cannot be removed: {strerror}.</source>
        <translation>Das Paket „{name}“ kann nicht entfernt werden: {strerror}.</translation>
    </message>
    <message>
        <source>The pack “{name}” comes under licences that nobody has agreed to yet: {listed}.</source>
        <translation>Das Paket „{name}“ steht unter Lizenzen, denen noch niemand zugestimmt hat: {listed}.</translation>
    </message>
    <message>
        <source>The pack “{name}” does not know “{name2}”.</source>
        <translation>Das Paket „{name}“ kennt „{name2}“ nicht.</translation>
    </message>
    <message>
        <source>The pack “{name}” has a generator of an unknown kind, {spec}.</source>
        <translation>Das Paket „{name}“ hat einen Generator unbekannter Art, {spec}.</translation>
    </message>
    <message>
        <source>The pack “{name}” has an extractor of an unknown kind, {spec}.</source>
        <translation>Das Paket „{name}“ hat einen Extraktor unbekannter Art, {spec}.</translation>
    </message>
    <message>
        <source>The pack “{name}” has no classifier that this version can use.</source>
        <translation>Das Paket „{name}“ hat keinen Klassifikator, den diese Version benutzen kann.</translation>
    </message>
    <message>
        <source>The pack “{name}” has no extractor “{name2}” whose keys could be cut.</source>
        <translation>Das Paket „{name}“ hat keinen Extraktor „{name2}“, dessen Schlüssel geschnitten werden könnten.</translation>
    </message>
    <message>
        <source>The pack “{name}” has no extractor “{name2}”.</source>
        <translation>Das Paket „{name}“ hat keinen Extraktor „{name2}“.</translation>
    </message>
    <message>
        <source>The pack “{name}” has parts that need an account or forbid commercial use: {names}.</source>
        <translation>Das Paket „{name}“ hat Teile, die ein Konto brauchen oder gewerbliche Nutzung verbieten: {names}.</translation>
    </message>
    <message>
        <source>The pack “{name}” is here</source>
        <translation>Das Paket „{name}“ ist da</translation>
    </message>
    <message>
        <source>The pack “{name}” is not the one that made this run.</source>
        <translation>Das Paket „{name}“ ist nicht dasjenige, mit dem dieser Lauf gemacht wurde.</translation>
    </message>
    <message>
        <source>The pack “{name}” lacks {entry}.</source>
        <translation>Dem Paket „{name}“ fehlt {entry}.</translation>
    </message>
    <message>
        <source>The pack “{name}” lies in {root}, which is not Terralex's own folder.</source>
        <translation>Das Paket „{name}“ liegt in {root}, nicht in Terralex’ eigenem Ordner.</translation>
    </message>
    <message>
        <source>The pack “{name}” lists {entry} with a size or checksum that is none.</source>
        <translation>Das Paket „{name}“ nennt {entry} mit einer Größe oder Prüfsumme, die keine ist.</translation>
    </message>
    <message>
        <source>The pack “{name}” lists {path} twice.</source>
        <translation>Das Paket „{name}“ nennt {path} zweimal.</translation>
    </message>
    <message>
        <source>The pack “{name}” names a file outside its folder: {entry}.</source>
        <translation>Das Paket „{name}“ nennt eine Datei außerhalb seines Ordners: {entry}.</translation>
    </message>
    <message>
        <source>The pack “{name}” names a file outside its folder: {path}.</source>
        <translation>Das Paket „{name}“ nennt eine Datei außerhalb seines Ordners: {path}.</translation>
    </message>
    <message>
        <source>The pack “{name}” names the folder {folder}, in which it lists no file.</source>
        <translation>Das Paket „{name}“ nennt den Ordner {folder}, in dem es keine Datei aufführt.</translation>
    </message>
    <message>
        <source>The pack “{name}” needs more than is free of {where}.</source>
        <translation>Das Paket „{name}“ braucht mehr, als von {where} frei ist.</translation>
    </message>
    <message>
        <source>The pack “{name}” {why}; there is nothing to remove.</source>
        <translation>Das Paket „{name}“ {why}; es gibt nichts zu entfernen.</translation>
    </message>
    <message>
        <source>The pack “{pack}” contains {path}, a kind of file that can run code.</source>
        <translation>Das Paket „{pack}“ enthält {path}, eine Dateiart, die Code ausführen kann.</translation>
    </message>
    <message>
        <source>The pack “{pack}” contains {path}, a kind of file that no pack needs.</source>
        <translation>Das Paket „{pack}“ enthält {path}, eine Dateiart, die kein Paket braucht.</translation>
    </message>
    <message>
        <source>The pack “{pack}” contains {path}, a name that not every system takes.</source>
        <translation>Das Paket „{pack}“ enthält {path}, einen Namen, den nicht jedes System annimmt.</translation>
    </message>
    <message>
        <source>The path of the folder is too long for Windows ({root} characters).</source>
        <translation>Der Pfad des Ordners ist zu lang für Windows ({root} Zeichen).</translation>
    </message>
    <message>
        <source>The pictures of “{word}” show no clear region; they are used whole.</source>
        <translation>Die Bilder von „{word}“ zeigen keine klare Region; sie werden ganz verwendet.</translation>
    </message>
    <message>
        <source>The place {x}, {y} lies outside the raster.</source>
        <translation>Die Stelle {x}, {y} liegt außerhalb des Rasters.</translation>
    </message>
    <message>
        <source>The polygons&apos; borders could not be simplified without gaps; they follow the pixels instead.</source>
        <translation>Die Polygongrenzen konnten nicht lückenlos vereinfacht werden; sie folgen stattdessen den Pixeln.</translation>
    </message>
    <message>
        <source>The prefilter does not see {left_out}; left out.</source>
        <translation>Der Vorfilter sieht {left_out} nicht; ausgelassen.</translation>
    </message>
    <message>
        <source>The proxy asks for a name and a password (407).</source>
        <translation>Der Proxy verlangt Name und Passwort (407).</translation>
    </message>
    <message>
        <source>The proxy wants a name and a password.</source>
        <translation>Der Proxy verlangt Name und Passwort.</translation>
    </message>
    <message>
        <source>The proxy {what} does not answer.</source>
        <translation>Der Proxy {what} antwortet nicht.</translation>
    </message>
    <message>
        <source>The raster does not say how large its pixels are; {size} m is assumed. Set the pixel size (pixel_m) if that is wrong.</source>
        <translation>Das Raster sagt nicht, wie groß seine Pixel sind; angenommen werden {size} m. Wenn das falsch ist, die Pixelgröße (pixel_m) setzen.</translation>
    </message>
    <message>
        <source>The raster has control points or a sensor model, but no grid on a map; the result is in its own pixels. Warp it (QGIS: Raster › Projections › Warp) to get a result in map coordinates.</source>
        <translation>Das Raster hat Passpunkte oder ein Sensormodell, aber kein Gitter auf einer Karte; das Ergebnis liegt in seinen eigenen Pixeln. Für Kartenkoordinaten umprojizieren (QGIS: Raster › Projektionen › Transformieren (Reprojizieren)).</translation>
    </message>
    <message>
        <source>The raster has no coordinate system; the result has none, too, and its areas stay empty.</source>
        <translation>Das Raster hat kein Koordinatensystem; das Ergebnis hat auch keines, und seine Flächenangaben bleiben leer.</translation>
    </message>
    <message>
        <source>The run labelled nothing at {x}, {y}.</source>
        <translation>Der Lauf hat bei {x}, {y} nichts klassifiziert.</translation>
    </message>
    <message>
        <source>The set-up was interrupted.</source>
        <translation>Die Einrichtung wurde unterbrochen.</translation>
    </message>
    <message>
        <source>The source “{key}” of the pack “{name}” cannot be used.</source>
        <translation>Die Quelle „{key}“ des Pakets „{name}“ kann nicht verwendet werden.</translation>
    </message>
    <message>
        <source>The system ended the set-up, most likely for want of memory.</source>
        <translation>Das System beendete die Einrichtung, wahrscheinlich aus Speichermangel.</translation>
    </message>
    <message>
        <source>The {silent} has no coordinate system; area and raster are taken to be in the same coordinates.</source>
        <translation>Ohne Koordinatensystem ({silent}): Gebiet und Raster gelten als in denselben Koordinaten.</translation>
    </message>
    <message>
        <source>The {what} of the pack “{name}” cannot be opened: {error}</source>
        <translation>Im Paket „{name}“ kann dies nicht geöffnet werden: {what}: {error}</translation>
    </message>
    <message>
        <source>There is no GPU that the engine can use.</source>
        <translation>Es gibt keine GPU, die die Engine benutzen kann.</translation>
    </message>
    <message>
        <source>There is no class list {path}.</source>
        <translation>Es gibt keine Klassenliste {path}.</translation>
    </message>
    <message>
        <source>There is no class to look for.</source>
        <translation>Es gibt keine Klasse, nach der gesucht werden kann.</translation>
    </message>
    <message>
        <source>There is no file or folder {path}.</source>
        <translation>Es gibt keine Datei und keinen Ordner {path}.</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>Es gibt keine Datei {path}.</translation>
    </message>
    <message>
        <source>There is no folder of masks {folder}.</source>
        <translation>Es gibt keinen Ordner mit Masken {folder}.</translation>
    </message>
    <message>
        <source>There is no option “{name}”.</source>
        <translation>Es gibt keine Option „{name}“.</translation>
    </message>
    <message>
        <source>There is no pack “{name}” on this machine.</source>
        <translation>Auf diesem Computer gibt es kein Paket „{name}“.</translation>
    </message>
    <message>
        <source>There is no raster to segment.</source>
        <translation>Es gibt kein Raster zum Segmentieren.</translation>
    </message>
    <message>
        <source>There is no {what} for this computer&apos;s system and Python.</source>
        <translation>Für System und Python dieses Computers gibt es kein {what}.</translation>
    </message>
    <message>
        <source>There is nothing to export.</source>
        <translation>Es gibt nichts zu exportieren.</translation>
    </message>
    <message>
        <source>There is nothing to make polygons of.</source>
        <translation>Es gibt nichts, woraus Polygone zu machen wären.</translation>
    </message>
    <message>
        <source>There is one build for macOS; the engine uses the CPU there.</source>
        <translation>Für macOS gibt es eine Fassung; die Engine benutzt dort die CPU.</translation>
    </message>
    <message>
        <source>This area would take {count} requests to the service; {most} are allowed in one run.</source>
        <translation>Dieses Gebiet bräuchte {count} Anfragen an den Dienst; {most} sind in einem Lauf erlaubt.</translation>
    </message>
    <message>
        <source>This computer&apos;s processor lacks instructions that torch needs.</source>
        <translation>Dem Prozessor dieses Computers fehlen Befehle, die torch braucht.</translation>
    </message>
    <message>
        <source>This computer&apos;s rules do not let the new Python start.</source>
        <translation>Die Regeln dieses Computers lassen das neue Python nicht starten.</translation>
    </message>
    <message>
        <source>Too little room on the disk: {what}.</source>
        <translation>Zu wenig Platz auf dem Datenträger: {what}.</translation>
    </message>
    <message>
        <source>Tracing areas</source>
        <translation>Flächen werden umrissen</translation>
    </message>
    <message>
        <source>Try again when the other program has finished.</source>
        <translation>Erneut versuchen, wenn das andere Programm fertig ist.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, a proxy, an antivirus or the mirror changes files: ask your administrator, or install from an offline folder.</source>
        <translation>Erneut versuchen; bleibt es so, verändert ein Proxy, ein Virenscanner oder der Spiegel die Dateien: die Administration fragen oder aus einem Offline-Ordner installieren.</translation>
    </message>
    <message>
        <source>Trying {path}</source>
        <translation>{path} wird versucht</translation>
    </message>
    <message>
        <source>Type at least one name, for example: building, road.</source>
        <translation>Mindestens einen Namen eintippen, zum Beispiel: building, road.</translation>
    </message>
    <message>
        <source>Type the name again.</source>
        <translation>Den Namen erneut eintippen.</translation>
    </message>
    <message>
        <source>Unpacking: {here} of {packages} packages</source>
        <translation>Auspacken: {here} von {packages} Python-Paketen</translation>
    </message>
    <message>
        <source>Update Terralex or the pack.</source>
        <translation>Terralex oder das Paket aktualisieren.</translation>
    </message>
    <message>
        <source>Update Terralex, or the pack.json.</source>
        <translation>Terralex oder die pack.json aktualisieren.</translation>
    </message>
    <message>
        <source>Update Terralex.</source>
        <translation>Terralex aktualisieren.</translation>
    </message>
    <message>
        <source>Update Terralex; in a pack of your own, check repository, revision and file.</source>
        <translation>Terralex aktualisieren; in einem eigenen Paket Repository, Revision und Datei prüfen.</translation>
    </message>
    <message>
        <source>Update the plugin and the engine together.</source>
        <translation>Plugin und Engine zusammen aktualisieren.</translation>
    </message>
    <message>
        <source>Use 64 to 8192.</source>
        <translation>64 bis 8192 verwenden.</translation>
    </message>
    <message>
        <source>Use a computer with a processor of 2013 or later (AVX2).</source>
        <translation>Einen Computer mit einem Prozessor von 2013 oder später (AVX2) verwenden.</translation>
    </message>
    <message>
        <source>Use a layer or a GeoJSON file with polygons.</source>
        <translation>Einen Layer oder eine GeoJSON-Datei mit Polygonen verwenden.</translation>
    </message>
    <message>
        <source>Use a pack whose weights are safetensors only.</source>
        <translation>Ein Paket verwenden, dessen Gewichte nur safetensors sind.</translation>
    </message>
    <message>
        <source>Use a sharper raster or another pack; if the raster&apos;s pixel size is wrong, set it (pixel_m).</source>
        <translation>Ein schärferes Raster oder ein anderes Paket verwenden; wenn die Pixelgröße des Rasters falsch ist, sie setzen (pixel_m).</translation>
    </message>
    <message>
        <source>Use a short name and put the rest into its alternative words.</source>
        <translation>Einen kurzen Namen verwenden und den Rest zu den weiteren Wörtern schreiben.</translation>
    </message>
    <message>
        <source>Use a shorter or simpler word.</source>
        <translation>Ein kürzeres oder einfacheres Wort verwenden.</translation>
    </message>
    <message>
        <source>Use an https address.</source>
        <translation>Eine https-Adresse verwenden.</translation>
    </message>
    <message>
        <source>Use blend=uniform, or preset paper.</source>
        <translation>blend=uniform oder die Vorgabe paper verwenden.</translation>
    </message>
    <message>
        <source>Use one of: {allowed}.</source>
        <translation>Möglich sind: {allowed}.</translation>
    </message>
    <message>
        <source>Use pack, paper or aerial, or a sentence with {word} in it.</source>
        <translation>pack, paper oder aerial verwenden oder einen Satz mit {word} darin.</translation>
    </message>
    <message>
        <source>Use rasters of one run.</source>
        <translation>Raster eines Laufs verwenden.</translation>
    </message>
    <message>
        <source>Use small letters, digits, dots, dashes and underscores.</source>
        <translation>Kleinbuchstaben, Ziffern, Punkte, Binde- und Unterstriche verwenden.</translation>
    </message>
    <message>
        <source>Use smaller windows or a larger side.</source>
        <translation>Kleinere Fenster oder eine größere Seite verwenden.</translation>
    </message>
    <message>
        <source>Use whole numbers from 0.</source>
        <translation>Ganze Zahlen ab 0 verwenden.</translation>
    </message>
    <message>
        <source>Use “thing” or “stuff”.</source>
        <translation>„thing“ oder „stuff“ verwenden.</translation>
    </message>
    <message>
        <source>Wait for it to end, or cancel it.</source>
        <translation>Das Ende abwarten oder abbrechen.</translation>
    </message>
    <message>
        <source>Wait for it to end.</source>
        <translation>Das Ende abwarten.</translation>
    </message>
    <message>
        <source>Wait until it ends, stop it, or choose another folder.</source>
        <translation>Das Ende abwarten, ihn anhalten oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Wait until it ends.</source>
        <translation>Das Ende abwarten.</translation>
    </message>
    <message>
        <source>What came so far is kept.</source>
        <translation>Was schon da ist, bleibt erhalten.</translation>
    </message>
    <message>
        <source>What the pack does not list stays behind: {passed}{more}.</source>
        <translation>Was das Paket nicht aufführt, bleibt zurück: {passed}{more}.</translation>
    </message>
    <message>
        <source>What was fetched is kept: press “Set up” again to go on from there.</source>
        <translation>Was geladen wurde, bleibt erhalten: erneut „Einrichten“ drücken, um fortzufahren.</translation>
    </message>
    <message>
        <source>Windows would leave gaps; use a smaller stride.</source>
        <translation>Zwischen den Fenstern blieben Lücken; eine kleinere Schrittweite verwenden.</translation>
    </message>
    <message>
        <source>Write both; only a hub&apos;s repositories may leave them open.</source>
        <translation>Beides angeben; nur Repositorys eines Hubs dürfen es offenlassen.</translation>
    </message>
    <message>
        <source>Write colours as #rrggbb.</source>
        <translation>Farben als #rrggbb schreiben.</translation>
    </message>
    <message>
        <source>Write them into the address of the mirror, or ask your administrator for one without.</source>
        <translation>In die Adresse des Spiegels schreiben oder die Administration um einen ohne Anmeldung bitten.</translation>
    </message>
    <message>
        <source>Writing into {folder} failed: {error}.</source>
        <translation>Schreiben in {folder} schlug fehl: {error}.</translation>
    </message>
    <message>
        <source>Writing into {folder} failed: {reason}.</source>
        <translation>Schreiben in {folder} schlug fehl: {reason}.</translation>
    </message>
    <message>
        <source>Writing polygons</source>
        <translation>Polygone werden geschrieben</translation>
    </message>
    <message>
        <source>Writing the rasters</source>
        <translation>Raster werden geschrieben</translation>
    </message>
    <message>
        <source>Zip the files themselves.</source>
        <translation>Die Dateien selbst in die ZIP-Datei packen.</translation>
    </message>
    <message>
        <source>a package</source>
        <translation>ein Python-Paket</translation>
    </message>
    <message>
        <source>cannot be written to</source>
        <translation>kann nicht beschrieben werden</translation>
    </message>
    <message>
        <source>does not exist</source>
        <translation>existiert nicht</translation>
    </message>
    <message>
        <source>exit code {code}</source>
        <translation>Exitcode {code}</translation>
    </message>
    <message>
        <source>feature extractor {name}</source>
        <translation>Merkmalsextraktor {name}</translation>
    </message>
    <message>
        <source>has no checksum in the manifest</source>
        <translation>hat keine Prüfsumme im Manifest</translation>
    </message>
    <message>
        <source>has other contents than it should</source>
        <translation>hat einen anderen Inhalt als erwartet</translation>
    </message>
    <message>
        <source>has {st_size} bytes instead of {entry}</source>
        <translation>hat {st_size} statt {entry} Bytes</translation>
    </message>
    <message>
        <source>is a kind of file that can run code</source>
        <translation>ist eine Dateiart, die Code ausführen kann</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>is part of Terralex</source>
        <translation>gehört zu Terralex</translation>
    </message>
    <message>
        <source>it cannot be run ({strerror})</source>
        <translation>es kann nicht ausgeführt werden ({strerror})</translation>
    </message>
    <message>
        <source>it is Python {detail}</source>
        <translation>es ist Python {detail}</translation>
    </message>
    <message>
        <source>it is a 32-bit program; a 64-bit Python is needed</source>
        <translation>es ist ein 32-Bit-Programm; gebraucht wird ein 64-Bit-Python</translation>
    </message>
    <message>
        <source>it is made for Intel processors, for which torch is no longer built</source>
        <translation>es ist für Intel-Prozessoren gemacht, für die torch nicht mehr gebaut wird</translation>
    </message>
    <message>
        <source>it is not a working Python</source>
        <translation>es ist kein funktionierendes Python</translation>
    </message>
    <message>
        <source>it is not the ordinary CPython</source>
        <translation>es ist nicht das übliche CPython</translation>
    </message>
    <message>
        <source>it lacks venv or pip</source>
        <translation>ihm fehlt venv oder pip</translation>
    </message>
    <message>
        <source>its version does not fit the packages</source>
        <translation>seine Version passt nicht zu den Python-Paketen</translation>
    </message>
    <message>
        <source>killed by signal {code}</source>
        <translation>durch Signal {code} beendet</translation>
    </message>
    <message>
        <source>none was found</source>
        <translation>es wurde keines gefunden</translation>
    </message>
    <message>
        <source>not available at the moment</source>
        <translation>im Moment nicht verfügbar</translation>
    </message>
    <message>
        <source>picture generator</source>
        <translation>Bildgenerator</translation>
    </message>
    <message>
        <source>the GPU&apos;s memory</source>
        <translation>Speicher der GPU</translation>
    </message>
    <message>
        <source>the module is missing</source>
        <translation>das Modul fehlt</translation>
    </message>
    <message>
        <source>the server of the packages</source>
        <translation>der Server der Python-Pakete</translation>
    </message>
    <message>
        <source>this machine&apos;s memory</source>
        <translation>Arbeitsspeicher dieses Computers</translation>
    </message>
    <message>
        <source>this system has no glibc, for which torch is built</source>
        <translation>dieses System hat kein glibc, für das torch gebaut ist</translation>
    </message>
    <message>
        <source>this system&apos;s C library is {facts}; {str} or newer is needed</source>
        <translation>die C-Bibliothek dieses Systems ist {facts}; gebraucht wird {str} oder neuer</translation>
    </message>
    <message>
        <source>too many requests</source>
        <translation>zu viele Anfragen</translation>
    </message>
    <message>
        <source>torch could not be used</source>
        <translation>torch konnte nicht benutzt werden</translation>
    </message>
    <message>
        <source>was not fetched</source>
        <translation>wurde nicht geladen</translation>
    </message>
    <message>
        <source>wheels (files that end in .whl)</source>
        <translation>Wheels (Dateien, die auf .whl enden)</translation>
    </message>
    <message>
        <source>{bands} bands were chosen.</source>
        <translation>{bands} Kanäle wurden gewählt.</translation>
    </message>
    <message>
        <source>{before} of {before2} background prototypes resemble a stuff class and were dropped.</source>
        <translation>{before} von {before2} Hintergrund-Prototypen ähneln einer Flächenklasse und wurden verworfen.</translation>
    </message>
    <message>
        <source>{called} holds a file that would land outside its folder: {name}.</source>
        <translation>{called} enthält eine Datei, die außerhalb ihres Ordners landen würde: {name}.</translation>
    </message>
    <message>
        <source>{called} lacks {missing}, which its pack.json lists.</source>
        <translation>In {called} fehlt {missing}, das die pack.json aufführt.</translation>
    </message>
    <message>
        <source>{came_from} redirects to this computer.</source>
        <translation>{came_from} leitet auf diesen Computer um.</translation>
    </message>
    <message>
        <source>{entry} comes from a plain address and has no size or no sha256 in the pack.json.</source>
        <translation>{entry} kommt von einer einfachen Adresse und hat keine Größe oder kein sha256 in der pack.json.</translation>
    </message>
    <message>
        <source>{entry} of the pack “{name}” has no source and no checksum.</source>
        <translation>{entry} des Pakets „{name}“ hat keine Quelle und keine Prüfsumme.</translation>
    </message>
    <message>
        <source>{entry} of the pack “{name}” is not the file that it should be.</source>
        <translation>{entry} des Pakets „{name}“ ist nicht die Datei, die es sein sollte.</translation>
    </message>
    <message>
        <source>{entry} was another file when it was first fetched than the pack now names.</source>
        <translation>{entry} war beim ersten Laden eine andere Datei, als das Paket jetzt nennt.</translation>
    </message>
    <message>
        <source>{folder} cannot be a folder: {code}.</source>
        <translation>{folder} kann kein Ordner sein: {code}.</translation>
    </message>
    <message>
        <source>{folder} has no safetensors file</source>
        <translation>{folder} hat keine safetensors-Datei</translation>
    </message>
    <message>
        <source>{folder} is not the folder of a finished run.</source>
        <translation>{folder} ist nicht der Ordner eines fertigen Laufs.</translation>
    </message>
    <message>
        <source>{geometry} polygons</source>
        <translation>{geometry} Polygone</translation>
    </message>
    <message>
        <source>{gsd_m} m per pixel</source>
        <translation>{gsd_m} m pro Pixel</translation>
    </message>
    <message>
        <source>{home} does not answer as a model hub does.</source>
        <translation>{home} antwortet nicht wie ein Modell-Hub.</translation>
    </message>
    <message>
        <source>{home} does not answer.</source>
        <translation>{home} antwortet nicht.</translation>
    </message>
    <message>
        <source>{home} names another commit of {name} than {commit}.</source>
        <translation>{home} nennt einen anderen Commit von {name} als {commit}.</translation>
    </message>
    <message>
        <source>{home} names no size or no checksum of {what}.</source>
        <translation>{home} nennt keine Größe oder keine Prüfsumme von {what}.</translation>
    </message>
    <message>
        <source>{home} now has another {what} than the one that is known.</source>
        <translation>{home} hat jetzt ein anderes {what} als das bekannte.</translation>
    </message>
    <message>
        <source>{host} answered {status} when asked for {what}.</source>
        <translation>{host} antwortete {status} auf die Frage nach {what}.</translation>
    </message>
    <message>
        <source>{host} cannot be reached</source>
        <translation>{host} ist nicht erreichbar</translation>
    </message>
    <message>
        <source>{host} does not give {what} to you ({status}).</source>
        <translation>{host} gibt Ihnen {what} nicht ({status}).</translation>
    </message>
    <message>
        <source>{lead}: {nearest}. “Packs…” (or: terralex packs {name}) lists all; a larger pack (ovdiff) takes any word.</source>
        <translation>{lead}: {nearest}. „Pakete…“ (oder: terralex packs {name}) führt alle auf; ein größeres Paket (ovdiff) nimmt jedes Wort.</translation>
    </message>
    <message>
        <source>{name} asks for conditions to be accepted, which its pack does not say.</source>
        <translation>{name} verlangt die Zustimmung zu Bedingungen, was sein Paket nicht sagt.</translation>
    </message>
    <message>
        <source>{name} cannot be read as a raster.</source>
        <translation>{name} kann nicht als Raster gelesen werden.</translation>
    </message>
    <message>
        <source>{name} cannot be read as a vector layer.</source>
        <translation>{name} kann nicht als Vektorlayer gelesen werden.</translation>
    </message>
    <message>
        <source>{name} cannot be read to its end.</source>
        <translation>{name} kann nicht bis zum Ende gelesen werden.</translation>
    </message>
    <message>
        <source>{name} cannot be read.</source>
        <translation>{name} kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>{name} cannot be read: {strerror}.</source>
        <translation>{name} kann nicht gelesen werden: {strerror}.</translation>
    </message>
    <message>
        <source>{name} cannot be read; it may be damaged or incomplete.</source>
        <translation>{name} kann nicht gelesen werden; die Datei ist vielleicht beschädigt oder unvollständig.</translation>
    </message>
    <message>
        <source>{name} cannot be used ({reason})</source>
        <translation>{name} kann nicht verwendet werden ({reason})</translation>
    </message>
    <message>
        <source>{name} could not be written: {reason}.</source>
        <translation>{name} konnte nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <source>{name} does not exist.</source>
        <translation>{name} existiert nicht.</translation>
    </message>
    <message>
        <source>{name} does not lie on the grid of {name2}.</source>
        <translation>{name} liegt nicht auf dem Gitter von {name2}.</translation>
    </message>
    <message>
        <source>{name} does not name its classes.</source>
        <translation>{name} benennt seine Klassen nicht.</translation>
    </message>
    <message>
        <source>{name} does not say what its classes are called.</source>
        <translation>{name} sagt nicht, wie seine Klassen heißen.</translation>
    </message>
    <message>
        <source>{name} has been changed or removed since the run began.</source>
        <translation>{name} wurde seit Beginn des Laufs verändert oder entfernt.</translation>
    </message>
    <message>
        <source>{name} has no band {missing}; it has {count}.</source>
        <translation>{name} hat keinen Kanal {missing}; vorhanden sind {count}.</translation>
    </message>
    <message>
        <source>{name} has no layer “{layer}”.</source>
        <translation>{name} hat keinen Layer „{layer}“.</translation>
    </message>
    <message>
        <source>{name} has no pixel with a value (all is nodata).</source>
        <translation>{name} hat kein Pixel mit einem Wert (alles ist NoData).</translation>
    </message>
    <message>
        <source>{name} has no {file} at its commit {commit}.</source>
        <translation>{name} hat kein {file} in seinem Commit {commit}.</translation>
    </message>
    <message>
        <source>{name} holds complex numbers, as radar does.</source>
        <translation>{name} enthält komplexe Zahlen wie bei Radar.</translation>
    </message>
    <message>
        <source>{name} holds no labelled pixel.</source>
        <translation>{name} enthält kein klassifiziertes Pixel.</translation>
    </message>
    <message>
        <source>{name} holds no polygon.</source>
        <translation>{name} enthält kein Polygon.</translation>
    </message>
    <message>
        <source>{name} holds the same bytes several times over, as a zip bomb does.</source>
        <translation>{name} enthält dieselben Bytes mehrfach, wie eine ZIP-Bombe.</translation>
    </message>
    <message>
        <source>{name} holds the value {unknown}, which is none of its classes.</source>
        <translation>{name} enthält den Wert {unknown}, der zu keiner seiner Klassen gehört.</translation>
    </message>
    <message>
        <source>{name} holds {dtypes} values; a class raster holds uint8 or uint16.</source>
        <translation>{name} enthält Werte vom Typ {dtypes}; ein Klassenraster enthält uint8 oder uint16.</translation>
    </message>
    <message>
        <source>{name} holds {name2} twice.</source>
        <translation>{name} enthält {name2} zweimal.</translation>
    </message>
    <message>
        <source>{name} in {called} is a link or a device, not a file.</source>
        <translation>{name} in {called} ist eine Verknüpfung oder ein Gerät, keine Datei.</translation>
    </message>
    <message>
        <source>{name} in {called} is encrypted.</source>
        <translation>{name} in {called} ist verschlüsselt.</translation>
    </message>
    <message>
        <source>{name} in {called} would grow to {file_size}, as a zip bomb does.</source>
        <translation>{name} in {called} würde auf {file_size} anwachsen, wie eine ZIP-Bombe.</translation>
    </message>
    <message>
        <source>{name} is a container without bands of its own.</source>
        <translation>{name} ist ein Behälter ohne eigene Kanäle.</translation>
    </message>
    <message>
        <source>{name} is being written to.</source>
        <translation>{name} wird gerade beschrieben.</translation>
    </message>
    <message>
        <source>{name} is empty (0 bytes).</source>
        <translation>{name} ist leer (0 Bytes).</translation>
    </message>
    <message>
        <source>{name} is no longer the raster of this run.</source>
        <translation>{name} ist nicht mehr das Raster dieses Laufs.</translation>
    </message>
    <message>
        <source>{name} is no longer there.</source>
        <translation>{name} ist nicht mehr da.</translation>
    </message>
    <message>
        <source>{name} is not a complete safetensors file.</source>
        <translation>{name} ist keine vollständige safetensors-Datei.</translation>
    </message>
    <message>
        <source>{name} is not a raster that can be read.</source>
        <translation>{name} ist kein Raster, das gelesen werden kann.</translation>
    </message>
    <message>
        <source>{name} is not a zip that can be read.</source>
        <translation>{name} ist keine lesbare ZIP-Datei.</translation>
    </message>
    <message>
        <source>{name} is not on the disk as it was written</source>
        <translation>{name} liegt nicht so auf dem Datenträger, wie es geschrieben wurde</translation>
    </message>
    <message>
        <source>{name} is not the file that its pack.json lists.</source>
        <translation>{name} ist nicht die Datei, die in der pack.json steht.</translation>
    </message>
    <message>
        <source>{name} is now under the licence “{licence}”; the pack says “{source}”.</source>
        <translation>{name} steht jetzt unter der Lizenz „{licence}“; das Paket sagt „{source}“.</translation>
    </message>
    <message>
        <source>{name} is there, and the installed torch is the CPU build: set up again with the CUDA build.</source>
        <translation>{name} ist da, und das installierte torch ist die CPU-Fassung: mit der CUDA-Fassung erneut einrichten.</translation>
    </message>
    <message>
        <source>{name} is there, and torch for CUDA {gpu} cannot use its driver {driver}{detail}.</source>
        <translation>{name} ist da, und torch für CUDA {gpu} kann den Treiber {driver}{detail} nicht benutzen.</translation>
    </message>
    <message>
        <source>{name} is too old for torch (compute capability {capability}.{capability2}).</source>
        <translation>{name} ist zu alt für torch (Compute Capability {capability}.{capability2}).</translation>
    </message>
    <message>
        <source>{name} may not be read.</source>
        <translation>{name} darf nicht gelesen werden.</translation>
    </message>
    <message>
        <source>{name} needs more memory than there is.</source>
        <translation>{name} braucht mehr Speicher, als da ist.</translation>
    </message>
    <message>
        <source>{name} was found; CUDA is offered for x86-64 computers only.</source>
        <translation>{name} wurde gefunden; CUDA gibt es nur für x86-64-Computer.</translation>
    </message>
    <message>
        <source>{name} was found; its driver {driver} is too old (525 or newer is needed).</source>
        <translation>{name} wurde gefunden; der Treiber {driver} ist zu alt (gebraucht wird 525 oder neuer).</translation>
    </message>
    <message>
        <source>{name} with driver {driver} was found.</source>
        <translation>{name} mit Treiber {driver} wurde gefunden.</translation>
    </message>
    <message>
        <source>{name} with driver {driver} was found; CUDA 13 needs a newer card or driver.</source>
        <translation>{name} mit Treiber {driver} wurde gefunden; CUDA 13 braucht eine neuere Karte oder einen neueren Treiber.</translation>
    </message>
    <message>
        <source>{out} holds an unfinished run with other settings.</source>
        <translation>{out} enthält einen unfertigen Lauf mit anderen Einstellungen.</translation>
    </message>
    <message>
        <source>{out} holds other files; going on in {name} inside it.</source>
        <translation>{out} enthält andere Dateien; es geht in {name} darin weiter.</translation>
    </message>
    <message>
        <source>{out} holds other files; the results go to {free} inside it.</source>
        <translation>{out} enthält andere Dateien; die Ergebnisse kommen nach {free} darin.</translation>
    </message>
    <message>
        <source>{out} is a file, not a folder.</source>
        <translation>{out} ist eine Datei, kein Ordner.</translation>
    </message>
    <message>
        <source>{path} already holds a finished run.</source>
        <translation>{path} enthält bereits einen fertigen Lauf.</translation>
    </message>
    <message>
        <source>{path} cannot be read; it holds the checksums of the pack&apos;s first fetch.</source>
        <translation>{path} kann nicht gelesen werden; darin stehen die Prüfsummen des ersten Ladens.</translation>
    </message>
    <message>
        <source>{path} cannot be unpacked.</source>
        <translation>{path} kann nicht ausgepackt werden.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {error}.</source>
        <translation>{path} kann nicht geschrieben werden: {error}.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {strerror}.</source>
        <translation>{path} kann nicht geschrieben werden: {strerror}.</translation>
    </message>
    <message>
        <source>{path} is larger than it is said to be.</source>
        <translation>{path} ist größer, als angegeben ist.</translation>
    </message>
    <message>
        <source>{path} is not the file that the pack.json lists: its checksum is wrong.</source>
        <translation>{path} ist nicht die Datei, die in der pack.json steht: die Prüfsumme ist falsch.</translation>
    </message>
    <message>
        <source>{relative} in {name} is a link to somewhere else.</source>
        <translation>{relative} in {name} ist eine Verknüpfung auf einen anderen Ort.</translation>
    </message>
    <message>
        <source>{segments} and {classes} have different coordinate systems.</source>
        <translation>{segments} und {classes} haben verschiedene Koordinatensysteme.</translation>
    </message>
    <message>
        <source>{there} are free, about {needed} are needed</source>
        <translation>{there} sind frei, etwa {needed} werden gebraucht</translation>
    </message>
    <message>
        <source>{there} exists already in {parent}.</source>
        <translation>{there} existiert in {parent} bereits.</translation>
    </message>
    <message>
        <source>{url} announces {answer} bytes for {what}; {rest} are right.</source>
        <translation>{url} kündigt {answer} Bytes für {what} an; richtig sind {rest}.</translation>
    </message>
    <message>
        <source>{url} breaks off {what} again and again.</source>
        <translation>{url} bricht {what} immer wieder ab.</translation>
    </message>
    <message>
        <source>{url} broke off {what}</source>
        <translation>{url} hat {what} abgebrochen</translation>
    </message>
    <message>
        <source>{url} does not go on where {what} stopped</source>
        <translation>{url} setzt nicht dort fort, wo {what} stehen blieb</translation>
    </message>
    <message>
        <source>{url} now has another {what} than the one that is known.</source>
        <translation>{url} hat jetzt ein anderes {what} als das bekannte.</translation>
    </message>
    <message>
        <source>{url} redirects in circles for {what}.</source>
        <translation>{url} leitet für {what} im Kreis um.</translation>
    </message>
    <message>
        <source>{url} sends more bytes for {what} than the {size} that are right.</source>
        <translation>{url} sendet mehr Bytes für {what} als die richtigen {size}.</translation>
    </message>
    <message>
        <source>{url} sent something else than {what}: its checksum is wrong.</source>
        <translation>{url} sandte etwas anderes als {what}: die Prüfsumme ist falsch.</translation>
    </message>
    <message>
        <source>{what} asks for a name and a password (401).</source>
        <translation>{what} verlangt Name und Passwort (401).</translation>
    </message>
    <message>
        <source>{what} cannot be reached.</source>
        <translation>{what} ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>{what} has trouble of its own (an error of the server).</source>
        <translation>{what} hat selbst eine Störung (ein Fehler des Servers).</translation>
    </message>
    <message>
        <source>{what} refused to hand out the packages (403).</source>
        <translation>{what} weigerte sich, die Python-Pakete herauszugeben (403).</translation>
    </message>
    <message>
        <source>{why} and asks to wait {wait} minutes.</source>
        <translation>{why} und bittet, {wait} Minuten zu warten.</translation>
    </message>
    <message>
        <source>{why}; trying again in {left} s</source>
        <translation>{why}; neuer Versuch in {left} s</translation>
    </message>
    <message>
        <source>“background” is what a run calls all that it was not asked for.</source>
        <translation>„background“ nennt ein Lauf alles, wonach nicht gefragt wurde.</translation>
    </message>
    <message>
        <source>“masks_folder” holds WORD/000.png and so on.</source>
        <translation>„masks_folder“ enthält WORD/000.png und so weiter.</translation>
    </message>
    <message>
        <source>“prompts” is {prompts}.</source>
        <translation>„prompts“ ist {prompts}.</translation>
    </message>
    <message>
        <source>“segmenter=folder” and “masks_folder” belong together.</source>
        <translation>„segmenter=folder“ und „masks_folder“ gehören zusammen.</translation>
    </message>
    <message>
        <source>“segmenter={segmenter}” proposes regions and “regions=whole” uses none.</source>
        <translation>„segmenter={segmenter}“ schlägt Regionen vor und „regions=whole“ benutzt keine.</translation>
    </message>
    <message>
        <source>“segmenter_extractor” may be: {listed}.</source>
        <translation>„segmenter_extractor“ kann sein: {listed}.</translation>
    </message>
    <message>
        <source>“short_side” looks at pictures as the paper does, and “blend” is {blend}.</source>
        <translation>„short_side“ betrachtet Bilder wie im Paper, und „blend“ ist {blend}.</translation>
    </message>
    <message>
        <source>“stride” ({stride}) is larger than the smallest window ({windows}).</source>
        <translation>„stride“ ({stride}) ist größer als das kleinste Fenster ({windows}).</translation>
    </message>
    <message>
        <source>“threshold” is for runs without a background.</source>
        <translation>„threshold“ ist für Läufe ohne Hintergrund.</translation>
    </message>
    <message>
        <source>“windows” is empty.</source>
        <translation>„windows“ ist leer.</translation>
    </message>
    <message>
        <source>“{colour}” is not a colour.</source>
        <translation>„{colour}“ ist keine Farbe.</translation>
    </message>
    <message>
        <source>“{kind}” is not a kind of class.</source>
        <translation>„{kind}“ ist keine Art von Klasse.</translation>
    </message>
    <message>
        <source>“{name}” cannot be the name of a pack.</source>
        <translation>„{name}“ kann kein Paketname sein.</translation>
    </message>
    <message>
        <source>“{name}” cannot be {value}.</source>
        <translation>„{name}“ kann nicht {value} sein.</translation>
    </message>
    <message>
        <source>“{name}” is the name of a pack that is part of Terralex.</source>
        <translation>„{name}“ ist der Name eines Pakets, das zu Terralex gehört.</translation>
    </message>
    <message>
        <source>“{name}” is {value}; it must lie between {low} and {high}.</source>
        <translation>„{name}“ ist {value}; der Wert muss zwischen {low} und {high} liegen.</translation>
    </message>
    <message>
        <source>“{url}” is not an address that packs may come from.</source>
        <translation>„{url}“ ist keine Adresse, von der Pakete kommen dürfen.</translation>
    </message>
    <message>
        <source>“{word}” was hardly seen in training; expect little.</source>
        <translation>„{word}“ kam im Training kaum vor; wenig ist zu erwarten.</translation>
    </message>
    <message>
        <source>“{wrong}” in the pack.json of {name} is not what it should be.</source>
        <translation>„{wrong}“ in der pack.json von {name} ist nicht, was es sein sollte.</translation>
    </message>
    <message>
        <source>The map shows no part of “{raster}”.</source>
        <translation>Die Karte zeigt keinen Teil von „{raster}“.</translation>
    </message>
    <message>
        <source>Zoom to the raster and press Run again.</source>
        <translation>Auf das Raster zoomen und erneut „Ausführen“ drücken.</translation>
    </message>
    <message>
        <source>No area is drawn yet.</source>
        <translation>Noch ist kein Gebiet gezeichnet.</translation>
    </message>
    <message>
        <source>Press “Draw on the map”, draw it, and press Run again.</source>
        <translation>„Auf der Karte zeichnen“ drücken, es zeichnen und erneut „Ausführen“ drücken.</translation>
    </message>
    <message>
        <source>The drawn area lies outside “{raster}”.</source>
        <translation>Das gezeichnete Gebiet liegt außerhalb von „{raster}“.</translation>
    </message>
    <message>
        <source>Draw it over the raster.</source>
        <translation>Über dem Raster zeichnen.</translation>
    </message>
    <message>
        <source>No polygon layer is chosen for the area.</source>
        <translation>Für das Gebiet ist kein Polygonlayer gewählt.</translation>
    </message>
    <message>
        <source>Choose one, or take the whole layer.</source>
        <translation>Einen wählen oder den ganzen Layer nehmen.</translation>
    </message>
    <message>
        <source>The layer “{layer}” holds no polygon.</source>
        <translation>Der Layer „{layer}“ enthält kein Polygon.</translation>
    </message>
    <message>
        <source>Draw one, or choose another layer.</source>
        <translation>Eines zeichnen oder einen anderen Layer wählen.</translation>
    </message>
    <message>
        <source>The polygons of “{layer}” lie outside “{raster}”.</source>
        <translation>Die Polygone von „{layer}“ liegen außerhalb von „{raster}“.</translation>
    </message>
    <message>
        <source>Choose polygons that cover a part of the raster.</source>
        <translation>Polygone wählen, die einen Teil des Rasters bedecken.</translation>
    </message>
    <message>
        <source>The area crosses the 180th meridian, where “{layer}” is torn into two ends.</source>
        <translation>Das Gebiet überquert den 180. Längengrad, wo „{layer}“ in zwei Enden zerfällt.</translation>
    </message>
    <message>
        <source>Run each side by itself: one area west of the meridian, one east of it.</source>
        <translation>Jede Seite für sich ausführen: ein Gebiet westlich des Längengrads, eines östlich.</translation>
    </message>
    <message>
        <source>The area reaches where the coordinate system of “{layer}” ends.</source>
        <translation>Das Gebiet reicht bis dorthin, wo das Koordinatensystem von „{layer}“ endet.</translation>
    </message>
    <message>
        <source>Zoom in, or draw the area over the raster.</source>
        <translation>Hineinzoomen oder das Gebiet über dem Raster zeichnen.</translation>
    </message>
    <message>
        <source>The field “{field}” of “{layer}” holds more than {n} different values.</source>
        <translation>Das Feld „{field}“ von „{layer}“ enthält mehr als {n} verschiedene Werte.</translation>
    </message>
    <message>
        <source>Choose a field that names classes.</source>
        <translation>Ein Feld wählen, das Klassen nennt.</translation>
    </message>
    <message>
        <source>“{layer}” names no classes.</source>
        <translation>„{layer}“ nennt keine Klassen.</translation>
    </message>
    <message>
        <source>Choose another layer, or type the names.</source>
        <translation>Einen anderen Layer wählen oder die Namen eintippen.</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>Class lists</source>
        <translation>Klassenlisten</translation>
    </message>
    <message>
        <source>Load, save or take over a list of classes</source>
        <translation>Eine Liste von Klassen laden, speichern oder übernehmen</translation>
    </message>
    <message>
        <source>Load a list…</source>
        <translation>Eine Liste laden…</translation>
    </message>
    <message>
        <source>Save this list…</source>
        <translation>Diese Liste speichern…</translation>
    </message>
    <message>
        <source>Recent lists</source>
        <translation>Zuletzt verwendete Listen</translation>
    </message>
    <message>
        <source>From a layer&apos;s style</source>
        <translation>Aus dem Stil eines Layers</translation>
    </message>
    <message>
        <source>From a layer&apos;s field</source>
        <translation>Aus dem Feld eines Layers</translation>
    </message>
    <message>
        <source>Colours of a ramp</source>
        <translation>Farben eines Farbverlaufs</translation>
    </message>
    <message>
        <source>Load a class list</source>
        <translation>Klassenliste laden</translation>
    </message>
    <message>
        <source>Save the class list</source>
        <translation>Klassenliste speichern</translation>
    </message>
    <message>
        <source>The class list {file} cannot be written: {error}.</source>
        <translation>Die Klassenliste {file} kann nicht geschrieben werden: {error}.</translation>
    </message>
    <message>
        <source>Class lists (*.csv)</source>
        <translation>Klassenlisten (*.csv)</translation>
    </message>
    <message>
        <source>Class names to add</source>
        <translation>Hinzuzufügende Klassennamen</translation>
    </message>
    <message>
        <source>Type or paste names with commas, and press Enter.
“building: house|roof” adds words that mean the same.</source>
        <translation>Namen mit Kommas eintippen oder einfügen und die Eingabetaste drücken.
„building: house|roof“ fügt Wörter hinzu, die dasselbe bedeuten.
Die Namen sind englische Wörter des Pakets und werden nicht übersetzt.</translation>
    </message>
    <message>
        <source>Problems with the classes</source>
        <translation>Probleme mit den Klassen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add the typed names</source>
        <translation>Die eingetippten Namen hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the selected classes</source>
        <translation>Die gewählten Klassen entfernen</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move the selected class up</source>
        <translation>Die gewählte Klasse nach oben schieben</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Move the selected class down</source>
        <translation>Die gewählte Klasse nach unten schieben</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Also</source>
        <translation>Auch</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Other words for the same class, with commas</source>
        <translation>Weitere Wörter für dieselbe Klasse, mit Kommas</translation>
    </message>
    <message>
        <source>Whether it can be counted (thing) or covers the land (stuff)</source>
        <translation>Ob sie gezählt werden kann (Objekt) oder das Land bedeckt (Fläche)</translation>
    </message>
    <message>
        <source>Colour of the class</source>
        <translation>Farbe der Klasse</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>thing</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>stuff</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>Kind of the class</source>
        <translation>Art der Klasse</translation>
    </message>
    <message>
        <source>thing: can be counted (building)
stuff: covers the land (grass)
auto: the pack decides</source>
        <translation>Objekt: kann gezählt werden (Gebäude)
Fläche: bedeckt das Land (Gras)
auto: das Paket entscheidet</translation>
    </message>
    <message>
        <source>Terralex: Doctor</source>
        <translation>Terralex: Diagnose</translation>
    </message>
    <message>
        <source>What is known of the engine</source>
        <translation>Was über die Engine bekannt ist</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Looking</source>
        <translation>Prüfung läuft</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>Erne&amp;ut prüfen</translation>
    </message>
    <message>
        <source>&amp;Copy report</source>
        <translation>Bericht &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Set up…</source>
        <translation>Ein&amp;richten…</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
    <message>
        <source>Cl&amp;ose</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Show the panel “Set up the engine”</source>
        <translation>Das Fenster „Engine einrichten“ zeigen</translation>
    </message>
    <message>
        <source>The folder with Terralex&apos;s data and logs</source>
        <translation>Der Ordner mit Daten und Protokollen von Terralex</translation>
    </message>
    <message>
        <source>Looking… The packages are imported and a kernel is tried; that can take a minute.</source>
        <translation>Prüfung läuft… Die Python-Pakete werden importiert und die GPU erprobt; das kann eine Minute dauern.</translation>
    </message>
    <message>
        <source>The report is in the clipboard. It holds no names and no private paths; look through it all the same.</source>
        <translation>Der Bericht ist in der Zwischenablage. Er enthält keine Namen und keine privaten Pfade; sehen Sie ihn trotzdem durch.</translation>
    </message>
    <message>
        <source>Drag a rectangle on the map; Esc to stop.</source>
        <translation>Ein Rechteck auf der Karte aufziehen; Esc bricht ab.</translation>
    </message>
    <message>
        <source>Click the corners on the map; right click to close, Backspace to go back, Esc to stop.</source>
        <translation>Die Ecken auf der Karte anklicken; Rechtsklick schließt, Rücktaste geht zurück, Esc bricht ab.</translation>
    </message>
    <message>
        <source>Can it run</source>
        <translation>Kann sie arbeiten</translation>
    </message>
    <message>
        <source>yes: everything was imported and computed rightly</source>
        <translation>ja: alles wurde importiert und rechnete richtig</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>NVIDIA cards</source>
        <translation>NVIDIA-Karten</translation>
    </message>
    <message>
        <source>{name}, {memory} MB, driver {driver}</source>
        <translation>{name}, {memory} MB, Treiber {driver}</translation>
    </message>
    <message>
        <source>right, {seconds} s</source>
        <translation>richtig, {seconds} s</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>Convolution on the CPU</source>
        <translation>Faltung auf der CPU</translation>
    </message>
    <message>
        <source>right, {seconds} s on {device} ({memory} MB)</source>
        <translation>richtig, {seconds} s auf {device} ({memory} MB)</translation>
    </message>
    <message>
        <source>Kernel on the GPU</source>
        <translation>Berechnung auf der GPU</translation>
    </message>
    <message>
        <source>Runs use</source>
        <translation>Läufe benutzen</translation>
    </message>
    <message>
        <source>the GPU</source>
        <translation>die GPU</translation>
    </message>
    <message>
        <source>the CPU</source>
        <translation>die CPU</translation>
    </message>
    <message>
        <source>Why the CPU</source>
        <translation>Warum die CPU</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Rechnen</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importiert</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Python-Pakete</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Environment made by Terralex</source>
        <translation>Von Terralex erstellte Umgebung</translation>
    </message>
    <message>
        <source>Build of torch</source>
        <translation>Fassung von torch</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Erstellt mit</translation>
    </message>
    <message>
        <source>Steps done</source>
        <translation>Erledigte Schritte</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>Auf dem Datenträger</translation>
    </message>
    <message>
        <source>{size} and {downloads} of downloads</source>
        <translation>{size} und {downloads} an Downloads</translation>
    </message>
    <message>
        <source>Free disk</source>
        <translation>Freier Platz</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Data and logs</source>
        <translation>Daten und Protokolle</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>not made</source>
        <translation>nicht erstellt</translation>
    </message>
    <message>
        <source>the folder holds other files</source>
        <translation>der Ordner enthält andere Dateien</translation>
    </message>
    <message>
        <source>not finished</source>
        <translation>nicht fertig</translation>
    </message>
    <message>
        <source>works, made from an earlier list of packages</source>
        <translation>funktioniert, aus einer früheren Liste von Python-Paketen erstellt</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>Packs</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>{kind}, with a login</source>
        <translation>{kind}, mit Anmeldung</translation>
    </message>
    <message>
        <source>{kind}, without a login</source>
        <translation>{kind}, ohne Anmeldung</translation>
    </message>
    <message>
        <source>Python of QGIS</source>
        <translation>Python von QGIS</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>{system} {release}, {machine}, {n} cores</source>
        <translation>{system} {release}, {machine}, {n} Kerne</translation>
    </message>
    <message>
        <source>Proxy of QGIS</source>
        <translation>Proxy von QGIS</translation>
    </message>
    <message>
        <source>Own certificates in QGIS</source>
        <translation>Eigene Zertifikate in QGIS</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>Spiegel</translation>
    </message>
    <message>
        <source>set</source>
        <translation>gesetzt</translation>
    </message>
    <message>
        <source>Hosts that a set-up needs</source>
        <translation>Adressen, die eine Einrichtung braucht</translation>
    </message>
    <message>
        <source>QGIS and network</source>
        <translation>QGIS und Netzwerk</translation>
    </message>
    <message>
        <source>All names and attributes as they are.</source>
        <translation>Alle Namen und Attribute, wie sie sind.</translation>
    </message>
    <message>
        <source>In longitude and latitude (WGS 84), as its standard asks.</source>
        <translation>In Länge und Breite (WGS 84), wie es der Standard verlangt.</translation>
    </message>
    <message>
        <source>Export labels</source>
        <translation>Labels exportieren</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Export labels to</source>
        <translation>Labels exportieren nach</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>No file was named for the labels.</source>
        <translation>Für die Labels wurde keine Datei angegeben.</translation>
    </message>
    <message>
        <source>Export again and choose a file.</source>
        <translation>Erneut exportieren und eine Datei wählen.</translation>
    </message>
    <message>
        <source>{file} is open in this project as “{layer}”.</source>
        <translation>{file} ist in diesem Projekt als „{layer}“ geöffnet.</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>before exporting</source>
        <translation>vor dem Exportieren</translation>
    </message>
    <message>
        <source>The style could not be saved beside the labels: {error}</source>
        <translation>Der Stil konnte nicht neben den Labels gespeichert werden: {error}</translation>
    </message>
    <message>
        <source>Labels were exported to {file}.</source>
        <translation>Die Labels wurden nach {file} exportiert.</translation>
    </message>
    <message>
        <source>{old} is now {new}</source>
        <translation>{old} heißt jetzt {new}</translation>
    </message>
    <message>
        <source>Renamed fields: {fields}.</source>
        <translation>Umbenannte Felder: {fields}.</translation>
    </message>
    <message>
        <source>Unsaved edits are not in it.</source>
        <translation>Ungespeicherte Änderungen sind nicht darin.</translation>
    </message>
    <message>
        <source>QGIS's authentication “{config}” for {host} cannot be used.</source>
        <translation>Die Authentifizierung „{config}“ von QGIS für {host} kann nicht benutzt werden.</translation>
    </message>
    <message>
        <source>Unlock it with the master password (Settings, Options, Authentication) and press Run again.</source>
        <translation>Mit dem Master-Passwort entsperren (Einstellungen, Optionen, Authentifizierung) und erneut „Ausführen“ drücken.</translation>
    </message>
    <message>
        <source>{host} refuses access to this layer ({status}).</source>
        <translation>{host} verweigert den Zugriff auf diesen Layer ({status}).</translation>
    </message>
    <message>
        <source>Check its key or login in the layer&apos;s source, or ask its provider.</source>
        <translation>Schlüssel oder Anmeldung in der Quelle des Layers prüfen oder den Anbieter fragen.</translation>
    </message>
    <message>
        <source>The proxy refuses the connection.</source>
        <translation>Der Proxy verweigert die Verbindung.</translation>
    </message>
    <message>
        <source>Check QGIS: Settings, Options, Network.</source>
        <translation>In QGIS prüfen: Einstellungen, Optionen, Netzwerk.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not trusted.</source>
        <translation>Dem Zertifikat von {host} wird nicht vertraut.</translation>
    </message>
    <message>
        <source>Check it in QGIS: Settings, Options, Authentication, Manage Certificates.</source>
        <translation>In QGIS prüfen: Einstellungen, Optionen, Authentifizierung, Zertifikate verwalten.</translation>
    </message>
    <message>
        <source>{host} allows no more requests for now (429).</source>
        <translation>{host} erlaubt im Moment keine weiteren Anfragen (429).</translation>
    </message>
    <message>
        <source>Wait, or choose a smaller area.</source>
        <translation>Warten oder ein kleineres Gebiet wählen.</translation>
    </message>
    <message>
        <source>{host} does not accept the request ({status}{excerpt}).</source>
        <translation>{host} nimmt die Anfrage nicht an ({status}{excerpt}).</translation>
    </message>
    <message>
        <source>Check that QGIS itself shows the layer here.</source>
        <translation>Prüfen, ob QGIS selbst den Layer hier zeigt.</translation>
    </message>
    <message>
        <source>{host} failed {n} times ({status}).</source>
        <translation>{host} scheiterte {n}-mal ({status}).</translation>
    </message>
    <message>
        <source>{host} did not answer for {seconds} seconds, {n} times.</source>
        <translation>{host} antwortete {seconds} Sekunden lang nicht, {n}-mal.</translation>
    </message>
    <message>
        <source>{host} cannot be found.</source>
        <translation>{host} ist nicht zu finden.</translation>
    </message>
    <message>
        <source>Is there a network? {again}</source>
        <translation>Gibt es ein Netz? {again}</translation>
    </message>
    <message>
        <source>{host} cannot be reached ({error}).</source>
        <translation>{host} ist nicht erreichbar ({error}).</translation>
    </message>
    <message>
        <source>{host} answered with something that is no picture{quoted}.</source>
        <translation>{host} antwortete mit etwas, das kein Bild ist{quoted}.</translation>
    </message>
    <message>
        <source>Check that QGIS itself shows the layer here. Nothing was kept.</source>
        <translation>Prüfen, ob QGIS selbst den Layer hier zeigt. Nichts wurde behalten.</translation>
    </message>
    <message>
        <source>Nothing was kept of it. Press Run again; what QGIS still has in its cache is not fetched twice.</source>
        <translation>Nichts davon wurde behalten. Erneut „Ausführen“ drücken; was QGIS noch im Cache hat, wird nicht zweimal geladen.</translation>
    </message>
    <message>
        <source>The run {run} is in this project already.</source>
        <translation>Der Lauf {run} ist schon in diesem Projekt.</translation>
    </message>
    <message>
        <source>Look for its group in the layers panel.</source>
        <translation>Seine Gruppe im Layerfenster suchen.</translation>
    </message>
    <message>
        <source>The run {run} is open.</source>
        <translation>Der Lauf {run} ist geöffnet.</translation>
    </message>
    <message>
        <source>The run {run} had options that the panel does not show: {options}.</source>
        <translation>Der Lauf {run} hatte Optionen, die das Fenster nicht zeigt: {options}.</translation>
    </message>
    <message>
        <source>The raster of this run is no longer there: {file}.</source>
        <translation>Das Raster dieses Laufs ist nicht mehr da: {file}.</translation>
    </message>
    <message>
        <source>Bring it back, or open it from its new place and run again.</source>
        <translation>Zurückbringen oder von seinem neuen Ort öffnen und erneut ausführen.</translation>
    </message>
    <message>
        <source>Area of {run}</source>
        <translation>Gebiet von {run}</translation>
    </message>
    <message>
        <source>No raster is chosen.</source>
        <translation>Es ist kein Raster gewählt.</translation>
    </message>
    <message>
        <source>Open an aerial or satellite image in QGIS and choose it at the top.</source>
        <translation>Ein Luft- oder Satellitenbild in QGIS öffnen und oben wählen.</translation>
    </message>
    <message>
        <source>The file of “{layer}” is no longer there: {path}.</source>
        <translation>Die Datei von „{layer}“ ist nicht mehr da: {path}.</translation>
    </message>
    <message>
        <source>Bring it back, or open the raster from its new place.</source>
        <translation>Zurückbringen oder das Raster von seinem neuen Ort öffnen.</translation>
    </message>
    <message>
        <source>The output folder {folder} cannot be written: {error}.</source>
        <translation>Der Ausgabeordner {folder} kann nicht beschrieben werden: {error}.</translation>
    </message>
    <message>
        <source>Its server is asked for all of it; its terms of use apply.</source>
        <translation>Der Server wird nach allem davon gefragt; seine Nutzungsbedingungen gelten.</translation>
    </message>
    <message>
        <source>Copied through QGIS first: {cols} × {rows} pixels, at most {size}.{asked}</source>
        <translation>Wird zuerst durch QGIS kopiert: {cols} × {rows} Pixel, höchstens {size}.{asked}</translation>
    </message>
    <message>
        <source>{cols} × {rows} pixels would have to be fetched from the server of “{layer}”; {most} million are allowed in one run.</source>
        <translation>{cols} × {rows} Pixel müssten vom Server von „{layer}“ geladen werden; {most} Millionen sind in einem Lauf erlaubt.</translation>
    </message>
    <message>
        <source>Choose a smaller area.</source>
        <translation>Ein kleineres Gebiet wählen.</translation>
    </message>
    <message>
        <source>Copying the layer: part {done} of {total}</source>
        <translation>Der Layer wird kopiert: Teil {done} von {total}</translation>
    </message>
    <message>
        <source>The layer cannot be read completely{problem}.</source>
        <translation>Der Layer kann nicht vollständig gelesen werden{problem}.</translation>
    </message>
    <message>
        <source>Look whether QGIS shows all of it; nothing was kept. Then press Run again.</source>
        <translation>Prüfen, ob QGIS ihn ganz zeigt; nichts wurde behalten. Dann erneut „Ausführen“ drücken.</translation>
    </message>
    <message>
        <source>The result {file} cannot be opened.</source>
        <translation>Das Ergebnis {file} kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>Run again, into another folder.</source>
        <translation>Erneut ausführen, in einen anderen Ordner.</translation>
    </message>
    <message>
        <source>There is no result in this project.</source>
        <translation>In diesem Projekt gibt es kein Ergebnis.</translation>
    </message>
    <message>
        <source>Press Run first, or open the project that holds it.</source>
        <translation>Zuerst „Ausführen“ drücken oder das Projekt öffnen, das es enthält.</translation>
    </message>
    <message>
        <source>The {role} of this run are not in the project any more.</source>
        <translation>In diesem Projekt fehlen von diesem Lauf: {role}.</translation>
    </message>
    <message>
        <source>Add their file to the project again, or run again.</source>
        <translation>Die Datei wieder zum Projekt hinzufügen oder erneut ausführen.</translation>
    </message>
    <message>
        <source>Bring it back, or run again.</source>
        <translation>Zurückbringen oder erneut ausführen.</translation>
    </message>
    <message>
        <source>polygons</source>
        <translation>Polygone</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>confidence values</source>
        <translation>Konfidenzwerte</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Erneut versuchen.</translation>
    </message>
    <message>
        <source>class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Something unexpected happened; the log panel has the details.</source>
        <translation>Etwas Unerwartetes ist geschehen; Einzelheiten stehen im Protokollfenster.</translation>
    </message>
    <message>
        <source>Unsaved edits</source>
        <translation>Ungespeicherte Änderungen</translation>
    </message>
    <message>
        <source>“{layer}” has unsaved edits. Save them {purpose}?</source>
        <translation>„{layer}“ hat ungespeicherte Änderungen. Sollen sie {purpose} gespeichert werden?</translation>
    </message>
    <message>
        <source>The edits of “{layer}” cannot be saved: {errors}.</source>
        <translation>Die Änderungen von „{layer}“ können nicht gespeichert werden: {errors}.</translation>
    </message>
    <message>
        <source>Correct them, or discard them, and try again.</source>
        <translation>Berichtigen oder verwerfen und erneut versuchen.</translation>
    </message>
    <message>
        <source>Type what you see, get a map you can edit</source>
        <translation>Eintippen, was zu sehen ist, und eine bearbeitbare Karte bekommen</translation>
    </message>
    <message>
        <source>Engine and &amp;Doctor…</source>
        <translation>Engine und &amp;Diagnose…</translation>
    </message>
    <message>
        <source>Segmentation</source>
        <translation>Segmentierung</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>none found yet</source>
        <translation>noch keines gefunden</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>draft is fast, best is careful.</source>
        <translation>draft ist schnell, best sorgfältig.</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>Set of networks, by name or folder. On this computer: {packs}.</source>
        <translation>Sammlung von Netzen, als Name oder Ordner. Auf diesem Computer: {packs}.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>auto takes a CUDA GPU where there is one.</source>
        <translation>auto nimmt eine CUDA-GPU, wo es eine gibt.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>The same seed draws the same pictures and gives the same map.</source>
        <translation>Derselbe Startwert zeichnet dieselben Bilder und ergibt dieselbe Karte.</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Settings of the method, name=value, separated by semicolons or lines, for example pictures=8; steps=10.</source>
        <translation>Einstellungen des Verfahrens, Name=Wert, getrennt durch Semikolons oder Zeilen, zum Beispiel pictures=8; steps=10.</translation>
    </message>
    <message>
        <source>{file} does not end in {endings}.</source>
        <translation>{file} endet nicht auf {endings}.</translation>
    </message>
    <message>
        <source>{file} exists already in {folder}.</source>
        <translation>{file} existiert in {folder} bereits.</translation>
    </message>
    <message>
        <source>“{part}” is not an option.</source>
        <translation>„{part}“ ist keine Option.</translation>
    </message>
    <message>
        <source>Write name=value, as in steps=10.</source>
        <translation>Name=Wert schreiben, etwa steps=10.</translation>
    </message>
    <message>
        <source>Polygons from class raster</source>
        <translation>Polygone aus Klassenraster</translation>
    </message>
    <message>
        <source>Makes polygons of a class raster, for example after it was edited by hand.

The polygons form a coverage without gaps or overlaps: areas of a few pixels join the neighbour they touch most, and shared borders are simplified together. Each polygon has its class and its area, and its confidence where the run&apos;s confidence.tif lies beside the class raster.</source>
        <translation>Macht Polygone aus einem Klassenraster, zum Beispiel nachdem es von Hand bearbeitet wurde.

Die Polygone bilden eine Abdeckung ohne Lücken und Überlappungen: Flächen aus wenigen Pixeln kommen zum Nachbarn, den sie am meisten berühren, und gemeinsame Grenzen werden gemeinsam vereinfacht. Jedes Polygon hat seine Klasse und seine Fläche und seine Konfidenz, wo confidence.tif des Laufs neben dem Klassenraster liegt.</translation>
    </message>
    <message>
        <source>Class raster</source>
        <translation>Klassenraster</translation>
    </message>
    <message>
        <source>Smallest area, pixels</source>
        <translation>Kleinste Fläche, Pixel</translation>
    </message>
    <message>
        <source>Areas of fewer pixels join the neighbour with the longest shared border; 0 keeps all.</source>
        <translation>Flächen aus weniger Pixeln kommen zum Nachbarn mit der längsten gemeinsamen Grenze; 0 behält alle.</translation>
    </message>
    <message>
        <source>Simplify borders by, pixels</source>
        <translation>Grenzen vereinfachen um, Pixel</translation>
    </message>
    <message>
        <source>How far a border may move; 0 keeps the stairs of the pixels.</source>
        <translation>Wie weit sich eine Grenze verschieben darf; 0 behält die Stufen der Pixel.</translation>
    </message>
    <message>
        <source>Polygons</source>
        <translation>Polygone</translation>
    </message>
    <message>
        <source>A new GeoPackage; a file that is there is never changed.</source>
        <translation>Ein neues GeoPackage; eine vorhandene Datei wird nie verändert.</translation>
    </message>
    <message>
        <source>Number of polygons</source>
        <translation>Anzahl der Polygone</translation>
    </message>
    <message>
        <source>Polygons are written as GeoPackage; “Export labels” makes other formats.</source>
        <translation>Polygone werden als GeoPackage geschrieben; „Labels exportieren“ macht andere Formate.</translation>
    </message>
    <message>
        <source>Burn polygons into class raster</source>
        <translation>Polygone in Klassenraster einbrennen</translation>
    </message>
    <message>
        <source>Writes the classes of polygons into a copy of a class raster, for example after the polygons were edited.

A pixel takes the class of the polygon that holds its centre; pixels in no polygon become background; pixels without data stay so. Grid, colours and class names are those of the raster that is given, which itself is not changed.</source>
        <translation>Schreibt die Klassen von Polygonen in eine Kopie eines Klassenrasters, zum Beispiel nachdem die Polygone bearbeitet wurden.

Ein Pixel bekommt die Klasse des Polygons, das seinen Mittelpunkt enthält; Pixel in keinem Polygon werden Hintergrund; Pixel ohne Daten bleiben es. Gitter, Farben und Klassennamen sind die des angegebenen Rasters, das selbst nicht verändert wird.</translation>
    </message>
    <message>
        <source>With the field class_id or class_name, as a run makes them, in the raster&apos;s coordinate system.</source>
        <translation>Mit dem Feld class_id oder class_name, wie ein Lauf sie macht, im Koordinatensystem des Rasters.</translation>
    </message>
    <message>
        <source>New class raster</source>
        <translation>Neues Klassenraster</translation>
    </message>
    <message>
        <source>A new GeoTIFF; a file that is there is never changed.</source>
        <translation>Ein neues GeoTIFF; eine vorhandene Datei wird nie verändert.</translation>
    </message>
    <message>
        <source>Pixels whose class changed</source>
        <translation>Pixel, deren Klasse sich änderte</translation>
    </message>
    <message>
        <source>Polygons burnt</source>
        <translation>Eingebrannte Polygone</translation>
    </message>
    <message>
        <source>Class rasters are GeoTIFF files.</source>
        <translation>Klassenraster sind GeoTIFF-Dateien.</translation>
    </message>
    <message>
        <source>The polygons of a run, edited or not; all that is saved in the layer, or only what is selected.</source>
        <translation>Die Polygone eines Laufs, bearbeitet oder nicht; alles im Layer Gespeicherte oder nur das Gewählte.</translation>
    </message>
    <message>
        <source>Polygons exported</source>
        <translation>Exportierte Polygone</translation>
    </message>
    <message>
        <source>The ending decides the format.</source>
        <translation>Die Endung bestimmt das Format.</translation>
    </message>
    <message>
        <source>The style could not be saved beside the labels: {error}.</source>
        <translation>Der Stil konnte nicht neben den Labels gespeichert werden: {error}.</translation>
    </message>
    <message>
        <source>The labels themselves are complete: {file}.</source>
        <translation>Die Labels selbst sind vollständig: {file}.</translation>
    </message>
    <message>
        <source>A class raster as Terralex makes it: whole numbers with the classes&apos; names, classes.tif of a run.</source>
        <translation>Ein Klassenraster, wie Terralex es macht: ganze Zahlen mit den Namen der Klassen, classes.tif eines Laufs.</translation>
    </message>
    <message>
        <source>The class raster {name} cannot be opened.</source>
        <translation>Das Klassenraster {name} kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>Is it there, and complete?</source>
        <translation>Ist es da und vollständig?</translation>
    </message>
    <message>
        <source>“{layer}” is no file on this computer.</source>
        <translation>„{layer}“ ist keine Datei auf diesem Computer.</translation>
    </message>
    <message>
        <source>“{layer}” has edits that are not saved; they are left out.</source>
        <translation>„{layer}“ hat ungespeicherte Änderungen; sie werden ausgelassen.</translation>
    </message>
    <message>
        <source>The polygons {name} cannot be opened.</source>
        <translation>Die Polygone {name} können nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>Is the layer there, and complete?</source>
        <translation>Ist der Layer da und vollständig?</translation>
    </message>
    <message>
        <source>Build prototypes of class names</source>
        <translation>Prototypen von Klassennamen erstellen</translation>
    </message>
    <message>
        <source>Draws the pictures of class names and learns what they look like, without a raster.

Everything is kept on this computer. A later run with the same pack, preset, seed, device and options finds it and begins to look at the raster at once. The page that is made shows the pictures: a word whose pictures look wrong will be found in wrong places, so give it other words (building: house|roof).</source>
        <translation>Zeichnet die Bilder der Klassennamen und lernt, wie sie aussehen, ohne ein Raster.

Alles bleibt auf diesem Computer. Ein späterer Lauf mit demselben Paket und derselben Vorgabe, demselben Startwert, Gerät und denselben Optionen findet es und beginnt sofort, das Raster zu betrachten. Die erzeugte Seite zeigt die Bilder: ein Wort, dessen Bilder falsch aussehen, wird an falschen Stellen gefunden; geben Sie ihm dann andere Wörter (building: house|roof).</translation>
    </message>
    <message>
        <source>Class names</source>
        <translation>Klassennamen</translation>
    </message>
    <message>
        <source>Separated by commas or lines. Alternative words of a class follow a colon: building: house|roof, road.</source>
        <translation>Getrennt durch Kommas oder Zeilen. Weitere Wörter einer Klasse folgen nach einem Doppelpunkt: building: house|roof, road. Es sind englische Wörter des Pakets; sie werden nicht übersetzt.</translation>
    </message>
    <message>
        <source>Pixel size of the raster, metres</source>
        <translation>Pixelgröße des Rasters, Meter</translation>
    </message>
    <message>
        <source>Of the raster that will be segmented: pictures are drawn for it. 0 takes the finest that the pack knows.</source>
        <translation>Des Rasters, das segmentiert werden soll: dafür werden die Bilder gezeichnet. 0 nimmt die feinste, die das Paket kennt.</translation>
    </message>
    <message>
        <source>Page of the pictures</source>
        <translation>Seite mit den Bildern</translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <translation>HTML-Dateien (*.html)</translation>
    </message>
    <message>
        <source>Shows the pictures of each word in a browser or in QGIS&apos;s results viewer.</source>
        <translation>Zeigt die Bilder jedes Wortes im Browser oder in der Ergebnisanzeige von QGIS.</translation>
    </message>
    <message>
        <source>Number of words</source>
        <translation>Anzahl der Wörter</translation>
    </message>
    <message>
        <source>Words whose pictures were there already</source>
        <translation>Wörter, deren Bilder schon da waren</translation>
    </message>
    <message>
        <source>Number of pictures</source>
        <translation>Anzahl der Bilder</translation>
    </message>
    <message>
        <source>Words, their prompts and the folders of their pictures, JSON</source>
        <translation>Wörter, ihre Prompts und die Ordner ihrer Bilder, JSON</translation>
    </message>
    <message>
        <source>Where prototypes are kept</source>
        <translation>Wo Prototypen aufbewahrt werden</translation>
    </message>
    <message>
        <source>Evaluate on labelled tiles</source>
        <translation>An Kacheln mit Labels auswerten</translation>
    </message>
    <message>
        <source>Segments tiles whose right answer is known and compares.

A labelled set is a folder with images/NAME.png (or .tif, .jpg), masks/NAME.png (8-bit class values, 255 is left out), classes.csv (value,name,alternatives,kind,colour) and set.json with the size of a pixel in metres: {&quot;gsd_m&quot;: 0.3}. The report holds the intersection over union (IoU) of each class and their mean (mIoU), precision, recall, and everything that is needed to repeat it.</source>
        <translation>Segmentiert Kacheln, deren richtige Antwort bekannt ist, und vergleicht.

Ein Satz mit Labels ist ein Ordner mit images/NAME.png (oder .tif, .jpg), masks/NAME.png (Klassenwerte in 8 Bit, 255 bleibt außen vor), classes.csv (value,name,alternatives,kind,colour) und set.json mit der Größe eines Pixels in Metern: {&quot;gsd_m&quot;: 0.3}. Der Bericht enthält die Intersection over Union (IoU) jeder Klasse und ihren Mittelwert (mIoU), Präzision, Recall und alles, was zur Wiederholung gebraucht wird.</translation>
    </message>
    <message>
        <source>Labelled set</source>
        <translation>Satz mit Labels</translation>
    </message>
    <message>
        <source>Folder with images, masks, classes.csv and set.json.</source>
        <translation>Ordner mit images, masks, classes.csv und set.json.</translation>
    </message>
    <message>
        <source>Known set</source>
        <translation>Bekannter Satz</translation>
    </message>
    <message>
        <source>For a folder that holds a set of the field as it is distributed, its name: voc, loveda … (docs/evaluate.md lists them). Empty for a folder with classes.csv.</source>
        <translation>Für einen Ordner mit einem verbreiteten Satz, wie er verteilt wird, dessen Name: voc, loveda … (docs/evaluate.md führt sie auf). Leer für einen Ordner mit classes.csv.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>JSON-Dateien (*.json)</translation>
    </message>
    <message>
        <source>A JSON file; a report of that name is replaced.</source>
        <translation>Eine JSON-Datei; ein Bericht dieses Namens wird ersetzt.</translation>
    </message>
    <message>
        <source>Folder of predicted masks</source>
        <translation>Ordner der vorhergesagten Masken</translation>
    </message>
    <message>
        <source>Gets one PNG for each tile, in the values of classes.csv.</source>
        <translation>Bekommt für jede Kachel ein PNG mit den Werten aus classes.csv.</translation>
    </message>
    <message>
        <source>Mean intersection over union, 0 to 1</source>
        <translation>Mittlere Intersection over Union, 0 bis 1</translation>
    </message>
    <message>
        <source>Share of right pixels, 0 to 1</source>
        <translation>Anteil richtiger Pixel, 0 bis 1</translation>
    </message>
    <message>
        <source>Pixels compared</source>
        <translation>Verglichene Pixel</translation>
    </message>
    <message>
        <source>{name}: IoU {iou}, {pixels} pixels</source>
        <translation>{name}: IoU {iou}, {pixels} Pixel</translation>
    </message>
    <message>
        <source>Pack “{pack}”, {size} m per pixel</source>
        <translation>Paket „{pack}“, {size} m pro Pixel</translation>
    </message>
    <message>
        <source>The page {file} could not be written: {error}.</source>
        <translation>Die Seite {file} konnte nicht geschrieben werden: {error}.</translation>
    </message>
    <message>
        <source>The prototypes are kept; choose another file.</source>
        <translation>Die Prototypen bleiben erhalten; eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>Segment by class names</source>
        <translation>Nach Klassennamen segmentieren</translation>
    </message>
    <message>
        <source>Raster</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>Any raster file that GDAL reads; its pixel size should be near what the pack was made for. Layers of web services are fetched for the area first, into a folder “snapshots” beside the run's.</source>
        <translation>Jede Rasterdatei, die GDAL liest; ihre Pixelgröße sollte nahe an der des Pakets liegen. Layer von Webdiensten werden zuerst für das Gebiet geladen, in einen Ordner „snapshots“ neben dem des Laufs.</translation>
    </message>
    <message>
        <source>Only inside these polygons</source>
        <translation>Nur innerhalb dieser Polygone</translation>
    </message>
    <message>
        <source>The selected ones where some are selected; outside them the results are empty.</source>
        <translation>Die gewählten, wo welche gewählt sind; außerhalb sind die Ergebnisse leer.</translation>
    </message>
    <message>
        <source>Only inside this extent</source>
        <translation>Nur innerhalb dieser Ausdehnung</translation>
    </message>
    <message>
        <source>Not together with polygons.</source>
        <translation>Nicht zusammen mit Polygonen.</translation>
    </message>
    <message>
        <source>Red, green and blue band</source>
        <translation>Kanal für Rot, Grün und Blau</translation>
    </message>
    <message>
        <source>Grid of the rasters</source>
        <translation>Gitter der Raster</translation>
    </message>
    <message>
        <source>working: the pack&apos;s ground resolution; source: the raster&apos;s own pixels.</source>
        <translation>working: die Bodenauflösung des Pakets; source: die eigenen Pixel des Rasters.</translation>
    </message>
    <message>
        <source>Show the results in the project</source>
        <translation>Die Ergebnisse im Projekt zeigen</translation>
    </message>
    <message>
        <source>As the panel does: one group with styled polygons, class raster and confidence.</source>
        <translation>Wie das Fenster es macht: eine Gruppe mit gestalteten Polygonen, Klassenraster und Konfidenz.</translation>
    </message>
    <message>
        <source>Folder of the run</source>
        <translation>Ordner des Laufs</translation>
    </message>
    <message>
        <source>A new or empty folder. An unfinished run of the same kind is resumed; a finished one is never changed.</source>
        <translation>Ein neuer oder leerer Ordner. Ein unfertiger Lauf gleicher Art wird fortgesetzt; ein fertiger wird nie verändert.</translation>
    </message>
    <message>
        <source>Confidence raster, 0 to 1</source>
        <translation>Konfidenzraster, 0 bis 1</translation>
    </message>
    <message>
        <source>Both polygons and an extent were given.</source>
        <translation>Sowohl Polygone als auch eine Ausdehnung wurden angegeben.</translation>
    </message>
    <message>
        <source>Leave one of the two empty.</source>
        <translation>Eines von beiden leer lassen.</translation>
    </message>
    <message>
        <source>the setting terralex/python</source>
        <translation>die Einstellung terralex/python</translation>
    </message>
    <message>
        <source>the environment variable TERRALEX_PYTHON</source>
        <translation>die Umgebungsvariable TERRALEX_PYTHON</translation>
    </message>
    <message>
        <source>the plugin&apos;s own environment</source>
        <translation>die eigene Umgebung des Plugins</translation>
    </message>
    <message>
        <source>QGIS&apos;s own Python</source>
        <translation>das Python von QGIS</translation>
    </message>
    <message>
        <source>it cannot be run ({error})</source>
        <translation>es kann nicht ausgeführt werden ({error})</translation>
    </message>
    <message>
        <source>it did not answer within {seconds} seconds</source>
        <translation>es antwortete nicht innerhalb von {seconds} Sekunden</translation>
    </message>
    <message>
        <source>it is Python {version}; {oldest} or newer is needed</source>
        <translation>es ist Python {version}; gebraucht wird {oldest} oder neuer</translation>
    </message>
    <message>
        <source>it lacks {missing}</source>
        <translation>ihm fehlt {missing}</translation>
    </message>
    <message>
        <source>The Python {path} ({where}) cannot run the engine: {lack}.</source>
        <translation>Das Python {path} ({where}) kann die Engine nicht ausführen: {lack}.</translation>
    </message>
    <message>
        <source>Install what is missing, choose another Python in Terralex&apos;s set-up panel, or remove the choice.</source>
        <translation>Das Fehlende installieren, im Einrichtungsfenster von Terralex ein anderes Python wählen oder die Wahl entfernen.</translation>
    </message>
    <message>
        <source>No Python on this computer can run the engine. Tried {tried}.</source>
        <translation>Kein Python auf diesem Computer kann die Engine ausführen. Versucht: {tried}.</translation>
    </message>
    <message>
        <source>Press “Set up” in Terralex's set-up panel.</source>
        <translation>Im Einrichtungsfenster von Terralex „Einrichten“ drücken.</translation>
    </message>
    <message>
        <source>The run {run} has lost its {file}.</source>
        <translation>Dem Lauf {run} fehlt {file}.</translation>
    </message>
    <message>
        <source>Run it again.</source>
        <translation>Erneut ausführen.</translation>
    </message>
    <message>
        <source>“{layer}” shows the run {run}.</source>
        <translation>„{layer}“ zeigt den Lauf {run}.</translation>
    </message>
    <message>
        <source>Remove its layers from the project first.</source>
        <translation>Zuerst seine Layer aus dem Projekt entfernen.</translation>
    </message>
    <message>
        <source>The run {run} cannot be moved into the wastebasket.</source>
        <translation>Der Lauf {run} kann nicht in den Papierkorb verschoben werden.</translation>
    </message>
    <message>
        <source>Delete the folder {folder} yourself if you are sure.</source>
        <translation>Wenn Sie sicher sind, den Ordner {folder} selbst löschen.</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>{names} ({state}, {mb} MB)</source>
        <translation>{names} ({state}, {mb} MB)</translation>
    </message>
    <message>
        <source>Earlier runs</source>
        <translation>Frühere Läufe</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Earlier runs, newest first</source>
        <translation>Frühere Läufe, neueste zuerst</translation>
    </message>
    <message>
        <source>About the chosen run</source>
        <translation>Über den gewählten Lauf</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Add its layers to the project</source>
        <translation>Seine Layer zum Projekt hinzufügen</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Go on where it was stopped</source>
        <translation>Dort weitermachen, wo er angehalten wurde</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>Wiederverwenden</translation>
    </message>
    <message>
        <source>Put its raster, classes and quality into the panel</source>
        <translation>Raster, Klassen und Qualität in das Fenster übernehmen</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Move its folder into the wastebasket</source>
        <translation>Seinen Ordner in den Papierkorb verschieben</translation>
    </message>
    <message>
        <source>No run was found in the output folder, beside the rasters of this project, or behind its results.</source>
        <translation>Im Ausgabeordner, neben den Rastern dieses Projekts und hinter seinen Ergebnissen wurde kein Lauf gefunden.</translation>
    </message>
    <message>
        <source>{method}, {preset}, pack {pack}, seed {seed}</source>
        <translation>{method}, {preset}, Paket {pack}, Startwert {seed}</translation>
    </message>
    <message>
        <source>Move the run {run} ({mb} MB) into the wastebasket?</source>
        <translation>Den Lauf {run} ({mb} MB) in den Papierkorb verschieben?</translation>
    </message>
    <message>
        <source>Delete a run</source>
        <translation>Einen Lauf löschen</translation>
    </message>
    <message>
        <source>the service</source>
        <translation>der Dienst</translation>
    </message>
    <message>
        <source>{host} does not describe itself as a {kind}.</source>
        <translation>{host} beschreibt sich nicht als {kind}.</translation>
    </message>
    <message>
        <source>Check the layer in QGIS (Layer Properties, Information), or add it again from the Browser.</source>
        <translation>Den Layer in QGIS prüfen (Layereigenschaften, Information) oder aus dem Browser erneut hinzufügen.</translation>
    </message>
    <message>
        <source>{host} no longer offers the layer “{layer}” with the tiles “{tiles}”.</source>
        <translation>{host} bietet den Layer „{layer}“ mit den Kacheln „{tiles}“ nicht mehr an.</translation>
    </message>
    <message>
        <source>The tiles of {host} have {cols} × {rows} pixels, which is not supported.</source>
        <translation>Die Kacheln von {host} haben {cols} × {rows} Pixel, was nicht unterstützt wird.</translation>
    </message>
    <message>
        <source>Export the area in QGIS (right-click the layer, Export, Save As…) and use that.</source>
        <translation>Das Gebiet in QGIS exportieren (Rechtsklick auf den Layer, Export, Speichern als…) und das verwenden.</translation>
    </message>
    <message>
        <source>Looking at this computer</source>
        <translation>Dieser Computer wird betrachtet</translation>
    </message>
    <message>
        <source>Terralex: setting up the engine</source>
        <translation>Terralex: Engine wird eingerichtet</translation>
    </message>
    <message>
        <source>Remove the engine&apos;s environment in
{folder}?

Packs and results are not touched.</source>
        <translation>Die Umgebung der Engine entfernen in
{folder}?

Pakete und Ergebnisse bleiben unberührt.</translation>
    </message>
    <message>
        <source>Terralex: removing the engine</source>
        <translation>Terralex: Engine wird entfernt</translation>
    </message>
    <message>
        <source>Terralex was updated and comes with other packages. The engine works as it is; refresh it when you have time (Raster &gt; Terralex &gt; Engine and Doctor…).</source>
        <translation>Terralex wurde aktualisiert und bringt andere Python-Pakete mit. Die Engine funktioniert, wie sie ist; frischen Sie sie auf, wenn Sie Zeit haben (Raster &gt; Terralex &gt; Engine und Diagnose…).</translation>
    </message>
    <message>
        <source>Something is going on already.</source>
        <translation>Etwas ist bereits im Gang.</translation>
    </message>
    <message>
        <source>{step} (about {n} min left)</source>
        <translation>{step} (noch etwa {n} min)</translation>
    </message>
    <message>
        <source>The engine is ready. torch {version} computed as it should.</source>
        <translation>Die Engine ist bereit. torch {version} hat richtig gerechnet.</translation>
    </message>
    <message>
        <source>The engine&apos;s environment was removed.</source>
        <translation>Die Umgebung der Engine wurde entfernt.</translation>
    </message>
    <message>
        <source>{size} are free</source>
        <translation>{size} sind frei</translation>
    </message>
    <message>
        <source>free space unknown</source>
        <translation>freier Platz unbekannt</translation>
    </message>
    <message>
        <source>Fetches about {size}</source>
        <translation>Lädt etwa {size}</translation>
    </message>
    <message>
        <source>Fetches nothing</source>
        <translation>Lädt nichts</translation>
    </message>
    <message>
        <source>The folder holds files that were not made here. Choose another one.</source>
        <translation>Der Ordner enthält Dateien, die nicht hier erstellt wurden. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>This version of Terralex comes with other packages. The engine works as it is; refresh it when you have time.</source>
        <translation>Diese Version von Terralex bringt andere Python-Pakete mit. Die Engine funktioniert, wie sie ist; frischen Sie sie auf, wenn Sie Zeit haben.</translation>
    </message>
    <message>
        <source>The engine&apos;s environment is ready.</source>
        <translation>Die Umgebung der Engine ist bereit.</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>Auffris&amp;chen</translation>
    </message>
    <message>
        <source>&amp;Set up</source>
        <translation>&amp;Einrichten</translation>
    </message>
    <message>
        <source>Setting up the engine</source>
        <translation>Einrichtung der Engine</translation>
    </message>
    <message>
        <source>State of the engine</source>
        <translation>Zustand der Engine</translation>
    </message>
    <message>
        <source>What a set-up takes</source>
        <translation>Was eine Einrichtung braucht</translation>
    </message>
    <message>
        <source>Why the engine cannot run</source>
        <translation>Warum die Engine nicht laufen kann</translation>
    </message>
    <message>
        <source>Step in progress</source>
        <translation>Laufender Schritt</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Folder of the engine</source>
        <translation>Ordner der Engine</translation>
    </message>
    <message>
        <source>Python that the environment is made with</source>
        <translation>Python, mit dem die Umgebung erstellt wird</translation>
    </message>
    <message>
        <source>Folder of wheels</source>
        <translation>Ordner mit Wheels</translation>
    </message>
    <message>
        <source>Progress of the set-up</source>
        <translation>Fortschritt der Einrichtung</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>A&amp;nhalten</translation>
    </message>
    <message>
        <source>Re&amp;pair</source>
        <translation>Repar&amp;ieren</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>En&amp;tfernen…</translation>
    </message>
    <message>
        <source>Use a P&amp;ython…</source>
        <translation>P&amp;ython wählen…</translation>
    </message>
    <message>
        <source>&amp;Doctor…</source>
        <translation>&amp;Diagnose…</translation>
    </message>
    <message>
        <source>Choose a Python that has the engine&apos;s packages already</source>
        <translation>Ein Python wählen, das die Python-Pakete der Engine schon hat</translation>
    </message>
    <message>
        <source>Make the packages again from what was fetched</source>
        <translation>Die Python-Pakete aus dem Geladenen neu erstellen</translation>
    </message>
    <message>
        <source>Look for a Python that can run the engine</source>
        <translation>Ein Python suchen, das die Engine ausführen kann</translation>
    </message>
    <message>
        <source>All that is known of the engine, a test of the GPU, and a report to copy</source>
        <translation>Alles, was über die Engine bekannt ist, ein Test der GPU und ein Bericht zum Kopieren</translation>
    </message>
    <message>
        <source>For the processor or for an NVIDIA card; automatic asks the driver</source>
        <translation>Für den Prozessor oder für eine NVIDIA-Karte; automatisch fragt den Treiber</translation>
    </message>
    <message>
        <source>Mirror of packages</source>
        <translation>Spiegel der Python-Pakete</translation>
    </message>
    <message>
        <source>Log of the set-up</source>
        <translation>Protokoll der Einrichtung</translation>
    </message>
    <message>
        <source>Wheels that were fetched on another computer; nothing else is used then</source>
        <translation>Wheels, die auf einem anderen Computer geladen wurden; sonst wird dann nichts benutzt</translation>
    </message>
    <message>
        <source>Outside the plugin, so that an update keeps it</source>
        <translation>Außerhalb des Plugins, damit eine Aktualisierung ihn behält</translation>
    </message>
    <message>
        <source>Set up the engine</source>
        <translation>Engine einrichten</translation>
    </message>
    <message>
        <source>Hide this panel</source>
        <translation>Dieses Fenster ausblenden</translation>
    </message>
    <message>
        <source>&amp;Build</source>
        <translation>Fa&amp;ssung</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>Made &amp;with</source>
        <translation>Erstellt &amp;mit</translation>
    </message>
    <message>
        <source>M&amp;irror</source>
        <translation>Spiege&amp;l</translation>
    </message>
    <message>
        <source>&amp;Offline folder</source>
        <translation>O&amp;ffline-Ordner</translation>
    </message>
    <message>
        <source>More choices</source>
        <translation>Weitere Einstellungen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Automatic ({automatic})</source>
        <translation>Automatisch ({automatic})</translation>
    </message>
    <message>
        <source>A Python with the engine&apos;s packages</source>
        <translation>Ein Python mit den Python-Paketen der Engine</translation>
    </message>
    <message>
        <source>The layer “{layer}” cannot be shown by QGIS itself.</source>
        <translation>QGIS selbst kann den Layer „{layer}“ nicht zeigen.</translation>
    </message>
    <message>
        <source>Repair or remove it.</source>
        <translation>Reparieren oder entfernen.</translation>
    </message>
    <message>
        <source>The area lies outside “{layer}”.</source>
        <translation>Das Gebiet liegt außerhalb von „{layer}“.</translation>
    </message>
    <message>
        <source>Choose one where the layer has a picture.</source>
        <translation>Eines wählen, wo der Layer ein Bild hat.</translation>
    </message>
    <message>
        <source>Fetched from {host} first: {n} pictures at {pixel} m, {size}, {time}. Its terms of use apply.</source>
        <translation>Wird zuerst von {host} geladen: {n} Bilder mit {pixel} m, {size}, {time}. Dessen Nutzungsbedingungen gelten.</translation>
    </message>
    <message>
        <source>Fetched from {host} first: about {n} tiles at {pixel} m, {size}, {time}. Its terms of use apply.</source>
        <translation>Wird zuerst von {host} geladen: etwa {n} Kacheln mit {pixel} m, {size}, {time}. Dessen Nutzungsbedingungen gelten.</translation>
    </message>
    <message>
        <source>Fetched from {host} first: {n} tiles at {pixel} m, {size}, {time}. Its terms of use apply.</source>
        <translation>Wird zuerst von {host} geladen: {n} Kacheln mit {pixel} m, {size}, {time}. Dessen Nutzungsbedingungen gelten.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written: {error}.</source>
        <translation>Der Ordner {folder} kann nicht beschrieben werden: {error}.</translation>
    </message>
    <message>
        <source>Choose another.</source>
        <translation>Einen anderen wählen.</translation>
    </message>
    <message>
        <source>The picture fetched on {date} is used again. To fetch it anew, delete {path}.</source>
        <translation>Das am {date} geladene Bild wird wiederverwendet. Um es neu zu laden, {path} löschen.</translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation>{n} von {total}</translation>
    </message>
    <message>
        <source>{host} has no picture for {share} requested places; they stay without a label.</source>
        <translation>{host} hat für {share} angefragte Stellen kein Bild; sie bleiben ohne Klasse.</translation>
    </message>
    <message>
        <source>Fetching the layer from {host}: {done} of {total}</source>
        <translation>Der Layer wird von {host} geladen: {done} von {total}</translation>
    </message>
    <message>
        <source>{host} has no picture of this area at this resolution.</source>
        <translation>{host} hat von diesem Gebiet in dieser Auflösung kein Bild.</translation>
    </message>
    <message>
        <source>Look whether QGIS shows one here when you zoom in; if not, choose a coarser resolution or another area.</source>
        <translation>Prüfen, ob QGIS hier beim Hineinzoomen eines zeigt; wenn nicht, eine gröbere Auflösung oder ein anderes Gebiet wählen.</translation>
    </message>
    <message>
        <source>The picture needs {size}; {folder} has {free} left.</source>
        <translation>Das Bild braucht {size}; in {folder} sind noch {free} frei.</translation>
    </message>
    <message>
        <source>Choose a smaller area, or an output folder on another disk.</source>
        <translation>Ein kleineres Gebiet oder einen Ausgabeordner auf einem anderen Datenträger wählen.</translation>
    </message>
    <message>
        <source>less than 1 MB</source>
        <translation>weniger als 1 MB</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>weniger als eine Minute</translation>
    </message>
    <message>
        <source>about {n} min</source>
        <translation>etwa {n} min</translation>
    </message>
    <message>
        <source>about {n} h</source>
        <translation>etwa {n} h</translation>
    </message>
    <message>
        <source>before burning the polygons into the raster</source>
        <translation>vor dem Einbrennen der Polygone in das Raster</translation>
    </message>
    <message>
        <source>The polygons were burnt into {file}: {n} pixels changed. “{layer}” shows it now.</source>
        <translation>Die Polygone wurden in {file} eingebrannt: {n} Pixel änderten sich. „{layer}“ zeigt es jetzt.</translation>
    </message>
    <message>
        <source>before other polygons take their place</source>
        <translation>bevor andere Polygone an ihre Stelle treten</translation>
    </message>
    <message>
        <source>New polygons are in {file}; “{layer}” still shows {old}.</source>
        <translation>Neue Polygone sind in {file}; „{layer}“ zeigt noch {old}.</translation>
    </message>
    <message>
        <source>{n} new polygons are in {file}; “{layer}” shows them now. The old ones are kept in {old}.</source>
        <translation>{n} neue Polygone sind in {file}; „{layer}“ zeigt sie jetzt. Die alten bleiben in {old}.</translation>
    </message>
    <message>
        <source>Making polygons from the raster</source>
        <translation>Polygone werden aus dem Raster gemacht</translation>
    </message>
    <message>
        <source>{title}: cancelled.</source>
        <translation>{title}: abgebrochen.</translation>
    </message>
    <message>
        <source>Why here?</source>
        <translation>Warum hier?</translation>
    </message>
    <message>
        <source>Why a place got its class</source>
        <translation>Warum eine Stelle ihre Klasse bekam</translation>
    </message>
    <message>
        <source>Click a place of the result.</source>
        <translation>Eine Stelle des Ergebnisses anklicken.</translation>
    </message>
    <message>
        <source>&lt;b&gt;{name}&lt;/b&gt;, {percent} % sure, at {x}, {y}.</source>
        <translation>&lt;b&gt;{name}&lt;/b&gt;, {percent} % sicher, bei {x}, {y}.</translation>
    </message>
    <message>
        <source>The map was corrected to &lt;b&gt;{name}&lt;/b&gt;.</source>
        <translation>Die Karte wurde zu &lt;b&gt;{name}&lt;/b&gt; berichtigt.</translation>
    </message>
    <message>
        <source>The place, in the part of the raster that was looked at.</source>
        <translation>Die Stelle in dem Teil des Rasters, der betrachtet wurde.</translation>
    </message>
    <message>
        <source>Less likely: {classes}.</source>
        <translation>Weniger wahrscheinlich: {classes}.</translation>
    </message>
    <message>
        <source>Nothing was drawn for it: it has a fixed score.</source>
        <translation>Dafür wurde nichts gezeichnet: es hat einen festen Wert.</translation>
    </message>
    <message>
        <source>the pictures of {word} as a whole; nearest in picture {picture}</source>
        <translation>den Bildern von {word} als Ganzes; am nächsten Bild {picture}</translation>
    </message>
    <message>
        <source>{word} in picture {picture}</source>
        <translation>{word} in Bild {picture}</translation>
    </message>
    <message>
        <source>a part of {word}, as in picture {picture}</source>
        <translation>einem Teil von {word}, wie in Bild {picture}</translation>
    </message>
    <message>
        <source>The place resembles what lay around {like}. The lit part is what was learned from.</source>
        <translation>Die Stelle ähnelt der Umgebung von: {like}. Vom hellen Teil wurde gelernt.</translation>
    </message>
    <message>
        <source>The place resembles {like}. The lit part is what was learned from.</source>
        <translation>Die Stelle ähnelt {like}. Vom hellen Teil wurde gelernt.</translation>
    </message>
    <message>
        <source>Terralex: why here?</source>
        <translation>Terralex: warum hier?</translation>
    </message>
    <message>
        <source>This place cannot be found on the raster.</source>
        <translation>Diese Stelle ist auf dem Raster nicht zu finden.</translation>
    </message>
    <message>
        <source>Click a place inside the result.</source>
        <translation>Eine Stelle im Ergebnis anklicken.</translation>
    </message>
    <message>
        <source>&amp;Welcome</source>
        <translation>&amp;Willkommen</translation>
    </message>
    <message>
        <source>or</source>
        <translation>oder</translation>
    </message>
    <message>
        <source>Click the map and see which pictures decided the class of a place</source>
        <translation>Die Karte anklicken und sehen, welche Bilder die Klasse einer Stelle bestimmten</translation>
    </message>
    <message>
        <source>Export labels…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Earlier runs…</source>
        <translation>Frühere Läufe…</translation>
    </message>
    <message>
        <source>Open, continue, use again or delete what was run before</source>
        <translation>Öffnen, fortsetzen, wiederverwenden oder löschen, was früher lief</translation>
    </message>
    <message>
        <source>After edits</source>
        <translation>Abgleichen</translation>
    </message>
    <message>
        <source>Bring the polygons and the class raster in step after you edited one of them</source>
        <translation>Polygone und Klassenraster in Einklang bringen, nachdem eines davon bearbeitet wurde</translation>
    </message>
    <message>
        <source>Burn polygons into the raster</source>
        <translation>Polygone in das Raster einbrennen</translation>
    </message>
    <message>
        <source>Bring the class raster in step with edited polygons</source>
        <translation>Das Klassenraster mit bearbeiteten Polygonen in Einklang bringen</translation>
    </message>
    <message>
        <source>Polygons from raster</source>
        <translation>Polygone aus dem Raster</translation>
    </message>
    <message>
        <source>Bring the polygons in step with an edited class raster</source>
        <translation>Die Polygone mit einem bearbeiteten Klassenraster in Einklang bringen</translation>
    </message>
    <message>
        <source>Welcome to Terralex</source>
        <translation>Willkommen bei Terralex</translation>
    </message>
    <message>
        <source>Close; Raster &gt; Terralex &gt; Welcome brings it back</source>
        <translation>Schließen; Raster &gt; Terralex &gt; Willkommen bringt es zurück</translation>
    </message>
    <message>
        <source>Close the welcome</source>
        <translation>Willkommen schließen</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>A river in Manila at 0.1 m, with class names filled in</source>
        <translation>Ein Fluss in Manila mit 0,1 m Auflösung, Klassennamen schon eingetragen</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>That is all. “Export labels…” saves what you have corrected.</source>
        <translation>Das ist alles. „Exportieren…“ speichert, was Sie berichtigt haben.</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>the next step</source>
        <translation>der nächste Schritt</translation>
    </message>
    <message>
        <source>later</source>
        <translation>später</translation>
    </message>
    <message>
        <source>Step {n}, {state}: {text}</source>
        <translation>Schritt {n}, {state}: {text}</translation>
    </message>
    <message>
        <source>The engine: looking for it…</source>
        <translation>Die Engine: sie wird gesucht…</translation>
    </message>
    <message>
        <source>The engine is ready.</source>
        <translation>Die Engine ist bereit.</translation>
    </message>
    <message>
        <source>An image and class names: your own, or the sample.</source>
        <translation>Ein Bild und Klassennamen: eigene oder das Beispiel.</translation>
    </message>
    <message>
        <source>Run, then correct the polygons with QGIS&apos;s tools.</source>
        <translation>Ausführen, dann die Polygone mit den Werkzeugen von QGIS berichtigen.</translation>
    </message>
    <message>
        <source>The sample cannot be copied to {folder}: {reason}.</source>
        <translation>Das Beispiel kann nicht nach {folder} kopiert werden: {reason}.</translation>
    </message>
    <message>
        <source>Open an image of your own, or free some space.</source>
        <translation>Ein eigenes Bild öffnen oder Platz schaffen.</translation>
    </message>
    <message>
        <source>Sample: a river in Manila</source>
        <translation>Beispiel: ein Fluss in Manila</translation>
    </message>
    <message>
        <source>Accept them on {home}/{name}, set HF_TOKEN, and fetch with “Also take parts that need an account” (--restricted).</source>
        <translation>Auf {home}/{name} zustimmen, HF_TOKEN setzen und mit „Auch Teile, die ein Konto brauchen“ laden (--restricted).</translation>
    </message>
    <message>
        <source>Behind a company&apos;s proxy, add its certificate in QGIS&apos;s Settings &gt; Options &gt; Authentication, or set SSL_CERT_FILE to the file with it, and fetch again.</source>
        <translation>Hinter dem Proxy einer Firma deren Zertifikat in QGIS unter Einstellungen &gt; Optionen &gt; Authentifizierung hinzufügen oder SSL_CERT_FILE auf die Datei damit setzen und erneut laden.</translation>
    </message>
    <message>
        <source>Bring it back, or forget it by fetching with “Take what the sources have now” (terralex packs fetch {name} --update).</source>
        <translation>Zurückbringen oder vergessen: mit „Nehmen, was die Quellen jetzt haben“ laden (terralex packs fetch {name} --update).</translation>
    </message>
    <message>
        <source>Checking {entry}: {done} of {total}</source>
        <translation>{entry} wird geprüft: {done} von {total}</translation>
    </message>
    <message>
        <source>Fetch them once{about}: “Packs…” in the panel, or terralex packs fetch {name}. Without internet, import them: terralex packs import FILE.</source>
        <translation>Einmal laden{about}: „Pakete…“ im Fenster oder terralex packs fetch {name}. Ohne Internet importieren: terralex packs import FILE.</translation>
    </message>
    <message>
        <source>If that is what you want, fetch with “Also take parts that need an account” (terralex packs fetch {name} --restricted).</source>
        <translation>Wenn Sie das wollen, mit „Auch Teile, die ein Konto brauchen“ laden (terralex packs fetch {name} --restricted).</translation>
    </message>
    <message>
        <source>Look through them in Settings &gt; Options &gt; Authentication.</source>
        <translation>Unter Einstellungen &gt; Optionen &gt; Authentifizierung durchsehen.</translation>
    </message>
    <message>
        <source>Nothing was changed. If you trust the new one, fetch again with “Take what the sources have now” (terralex packs fetch {name} --update).</source>
        <translation>Nichts wurde verändert. Wenn Sie der neuen vertrauen, erneut mit „Nehmen, was die Quellen jetzt haben“ laden (terralex packs fetch {name} --update).</translation>
    </message>
    <message>
        <source>Packs cannot be fetched through a SOCKS proxy, which QGIS&apos;s settings name.</source>
        <translation>Durch einen SOCKS-Proxy, wie er in QGIS eingestellt ist, können Pakete nicht geladen werden.</translation>
    </message>
    <message>
        <source>Put them into QGIS&apos;s Settings &gt; Options &gt; Network, or into HTTPS_PROXY before its host and an @ sign, and fetch again.</source>
        <translation>In QGIS unter Einstellungen &gt; Optionen &gt; Netzwerk eintragen oder in HTTPS_PROXY vor Host und @-Zeichen und erneut laden.</translation>
    </message>
    <message>
        <source>Set an HTTP proxy in Settings &gt; Options &gt; Network, or import the pack.</source>
        <translation>Unter Einstellungen &gt; Optionen &gt; Netzwerk einen HTTP-Proxy einstellen oder das Paket importieren.</translation>
    </message>
    <message>
        <source>The certificates that QGIS hands over cannot be read.</source>
        <translation>Die Zertifikate, die QGIS übergibt, können nicht gelesen werden.</translation>
    </message>
    <message>
        <source>A pack holds {safe} files and licences.</source>
        <translation>Ein Paket enthält {safe}-Dateien und Lizenzen.</translation>
    </message>
    <message>
        <source>A pixel of {working} m is too {working2} for this pack, which was trained at {low} to {high} m and stretches to {farthest} times that.</source>
        <translation>Ein Pixel von {working} m ist zu {working2} für dieses Paket, das mit {low} bis {high} m trainiert wurde und bis zum {farthest}-Fachen davon reicht.</translation>
    </message>
    <message>
        <source>Check the internet connection and the proxy (HTTPS_PROXY), and fetch again. {kept} Without internet, import the pack from a folder or zip (terralex packs import FILE).</source>
        <translation>Internetverbindung und Proxy (HTTPS_PROXY) prüfen und erneut laden. {kept} Ohne Internet das Paket aus einem Ordner oder einer ZIP-Datei importieren (terralex packs import FILE).</translation>
    </message>
    <message>
        <source>Check the network. {kept}</source>
        <translation>Das Netz prüfen. {kept}</translation>
    </message>
    <message>
        <source>Features are no longer kept in {root} ({strerror}).</source>
        <translation>Merkmale werden nicht mehr in {root} aufbewahrt ({strerror}).</translation>
    </message>
    <message>
        <source>Features cannot be kept in {root} ({strerror}).</source>
        <translation>Merkmale können nicht in {root} aufbewahrt werden ({strerror}).</translation>
    </message>
    <message>
        <source>Fetch again later. {kept}</source>
        <translation>Später erneut laden. {kept}</translation>
    </message>
    <message>
        <source>Fetch again then. {kept}</source>
        <translation>Dann erneut laden. {kept}</translation>
    </message>
    <message>
        <source>Its columns are {columns}.</source>
        <translation>Ihre Spalten sind {columns}.</translation>
    </message>
    <message>
        <source>Make room or get the right to write there, then do the same again. {kept}</source>
        <translation>Platz schaffen oder dort Schreibrecht bekommen und dasselbe erneut tun. {kept}</translation>
    </message>
    <message>
        <source>Make room, or choose a folder on another disk. {kept}</source>
        <translation>Platz schaffen oder einen Ordner auf einem anderen Datenträger wählen. {kept}</translation>
    </message>
    <message>
        <source>Methods: {methods}.</source>
        <translation>Verfahren: {methods}.</translation>
    </message>
    <message>
        <source>No step was finished for {stall_s} minutes. The engine is alive; cancel if you think that it hangs: finished parts are kept.</source>
        <translation>Seit {stall_s} Minuten wurde kein Schritt fertig. Die Engine lebt; brechen Sie ab, wenn Sie meinen, dass sie hängt: fertige Teile bleiben erhalten.</translation>
    </message>
    <message>
        <source>The budget of {budget} GB for kept features is used up; further windows will be encoded again in the next run.</source>
        <translation>Das Budget von {budget} GB für aufbewahrte Merkmale ist verbraucht; weitere Fenster werden im nächsten Lauf neu kodiert.</translation>
    </message>
    <message>
        <source>The class name “{name}…” has {name2} characters; {max_name} are allowed.</source>
        <translation>Der Klassenname „{name}…“ hat {name2} Zeichen; {max_name} sind erlaubt.</translation>
    </message>
    <message>
        <source>The engine could not be started with {python}: {strerror}.</source>
        <translation>Die Engine konnte nicht mit {python} gestartet werden: {strerror}.</translation>
    </message>
    <message>
        <source>The engine has been silent for {silence_s} seconds and was stopped.</source>
        <translation>Die Engine schwieg {silence_s} Sekunden lang und wurde beendet.</translation>
    </message>
    <message>
        <source>The engine speaks version {protocol} of the protocol, the plugin {version}.</source>
        <translation>Die Engine spricht Version {protocol} des Protokolls, das Plugin {version}.</translation>
    </message>
    <message>
        <source>The engine was not ready after {start_s} seconds.</source>
        <translation>Die Engine war nach {start_s} Sekunden nicht bereit.</translation>
    </message>
    <message>
        <source>The log below has the whole story. {kept}</source>
        <translation>Das Protokoll unten erzählt alles. {kept}</translation>
    </message>
    <message>
        <source>The pack {name} has format {manifest}; this version reads {format}.</source>
        <translation>Das Paket {name} hat das Format {manifest}; diese Version liest {format}.</translation>
    </message>
    <message>
        <source>The pack “{name}” lists {manifest} files; {most_files} are the most.</source>
        <translation>Das Paket „{name}“ führt {manifest} Dateien auf; höchstens {most_files} sind erlaubt.</translation>
    </message>
    <message>
        <source>This version knows {kinds}; update Terralex.</source>
        <translation>Diese Version kennt {kinds}; Terralex aktualisieren.</translation>
    </message>
    <message>
        <source>Try again later. {kept}</source>
        <translation>Später erneut versuchen. {kept}</translation>
    </message>
    <message>
        <source>Use https, or set {plain_http}=1 for a server in your own network.</source>
        <translation>https verwenden oder für einen Server im eigenen Netz {plain_http}=1 setzen.</translation>
    </message>
    <message>
        <source>Values of “{name}” cut to the {dbf_text} bytes of a Shapefile: {truncated}.</source>
        <translation>Werte von „{name}“ auf die {dbf_text} Bytes eines Shapefiles gekürzt: {truncated}.</translation>
    </message>
    <message>
        <source>coarse</source>
        <translation>grob</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>fein</translation>
    </message>
    <message>
        <source>it did not answer within {probe_s} seconds</source>
        <translation>es antwortete nicht innerhalb von {probe_s} Sekunden</translation>
    </message>
    <message>
        <source>it is Python {version}; {range} is needed</source>
        <translation>es ist Python {version}; gebraucht wird {range}</translation>
    </message>
    <message>
        <source>{classes} classes are too many; {max_classes} fit into one raster.</source>
        <translation>{classes} Klassen sind zu viele; {max_classes} passen in ein Raster.</translation>
    </message>
    <message>
        <source>Done in {time}.</source>
        <translation>Fertig in {time}.</translation>
    </message>
    <message>
        <source>Everything was known from an earlier run.</source>
        <translation>Alles war aus einem früheren Lauf bekannt.</translation>
    </message>
    <message>
        <source>Only {words} was new; the raster was known from an earlier run.</source>
        <translation>Nur {words} war neu; das Raster war aus einem früheren Lauf bekannt.</translation>
    </message>
    <message>
        <source>The settings of {run} are in the panel. Add classes and press Run: only what is new costs time.</source>
        <translation>Die Einstellungen von {run} sind übernommen. Klassen hinzufügen und „Ausführen“ drücken: nur Neues kostet Zeit.</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Measuring how fast pictures are drawn</source>
        <translation>Es wird gemessen, wie schnell Bilder gezeichnet werden</translation>
    </message>
    <message>
        <source>Measuring how fast windows are matched</source>
        <translation>Es wird gemessen, wie schnell Fenster verglichen werden</translation>
    </message>
    <message>
        <source>Arrow keys move, F2 edits, Space switches a class on or off, Enter opens its colour or kind.</source>
        <translation>Pfeiltasten bewegen, F2 bearbeitet, die Leertaste schaltet eine Klasse ein oder aus, die Eingabetaste öffnet Farbe oder Art.</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>The middle of the map shows no part of “{raster}”.</source>
        <translation>Die Kartenmitte zeigt keinen Teil von „{raster}“.</translation>
    </message>
    <message>
        <source>Move the map to the raster.</source>
        <translation>Die Karte zum Raster verschieben.</translation>
    </message>
    <message>
        <source>a few seconds</source>
        <translation>ein paar Sekunden</translation>
    </message>
    <message>
        <source>{number} s</source>
        <translation>{number} s</translation>
    </message>
    <message>
        <source>{number} min</source>
        <translation>{number} min</translation>
    </message>
    <message>
        <source>{number} h</source>
        <translation>{number} h</translation>
    </message>
    <message>
        <source>up to {time}</source>
        <translation>bis {time}</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>etwa {time}</translation>
    </message>
    <message>
        <source>Needs up to {disk} on the disk.</source>
        <translation>Braucht bis zu {disk} auf dem Datenträger.</translation>
    </message>
    <message>
        <source>Needs about {memory} of memory, and up to {disk} on the disk.</source>
        <translation>Braucht etwa {memory} Arbeitsspeicher und bis zu {disk} auf dem Datenträger.</translation>
    </message>
    <message>
        <source>Needs about {memory} of memory, {gpu} of the GPU&apos;s, and up to {disk} on the disk.</source>
        <translation>Braucht etwa {memory} Arbeitsspeicher, {gpu} auf der GPU und bis zu {disk} auf dem Datenträger.</translation>
    </message>
    <message>
        <source>⚠ That is far from what this pack was trained at, {low} to {high}: it cannot run here.</source>
        <translation>⚠ Das ist weit von dem entfernt, womit dieses Paket trainiert wurde, {low} bis {high}: es kann hier nicht laufen.</translation>
    </message>
    <message>
        <source>⚠ This pack was trained at {low} to {high} a pixel: expect weaker results.</source>
        <translation>⚠ Dieses Paket wurde mit {low} bis {high} pro Pixel trainiert: schwächere Ergebnisse sind zu erwarten.</translation>
    </message>
    <message>
        <source>⚠ Larger than a window, which never shows one whole: {names}.</source>
        <translation>⚠ Größer als ein Fenster, das nie eines ganz zeigt: {names}.</translation>
    </message>
    <message>
        <source>{number} km</source>
        <translation>{number} km</translation>
    </message>
    <message>
        <source>{number} m</source>
        <translation>{number} m</translation>
    </message>
    <message>
        <source>{name} ({size} px)</source>
        <translation>{name} ({size} px)</translation>
    </message>
    <message>
        <source>{number} more</source>
        <translation>{number} weitere</translation>
    </message>
    <message>
        <source>Memory and disk that a run takes</source>
        <translation>Speicher und Platz, die ein Lauf braucht</translation>
    </message>
    <message>
        <source>What the networks see</source>
        <translation>Was die Netze sehen</translation>
    </message>
    <message>
        <source>No pack was found on this computer.</source>
        <translation>Auf diesem Computer wurde kein Paket gefunden.</translation>
    </message>
    <message>
        <source>Preview of {side} x {side} in {seconds} s.</source>
        <translation>Vorschau von {side} x {side} in {seconds} s.</translation>
    </message>
    <message>
        <source>Terralex preview: {image}</source>
        <translation>Terralex-Vorschau: {image}</translation>
    </message>
    <message>
        <source>Starting the engine…</source>
        <translation>Die Engine wird gestartet…</translation>
    </message>
    <message>
        <source>Fetching the layer…</source>
        <translation>Der Layer wird geladen…</translation>
    </message>
    <message>
        <source>Preview of {image} (temporary)</source>
        <translation>Vorschau von {image} (temporär)</translation>
    </message>
    <message>
        <source>The preview cannot be opened.</source>
        <translation>Die Vorschau kann nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>Press Preview again.</source>
        <translation>Erneut „Vorschau“ drücken.</translation>
    </message>
    <message>
        <source>Preview stopped.</source>
        <translation>Vorschau angehalten.</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>The middle of the map lies where the coordinate system of “{name}” ends.</source>
        <translation>Die Kartenmitte liegt dort, wo das Koordinatensystem von „{name}“ endet.</translation>
    </message>
    <message>
        <source>Measuring how fast this computer is</source>
        <translation>Es wird gemessen, wie schnell dieser Computer ist</translation>
    </message>
    <message>
        <source>Measuring how fast this computer is…</source>
        <translation>Es wird gemessen, wie schnell dieser Computer ist…</translation>
    </message>
    <message>
        <source>How long it takes is told when the engine is set up.</source>
        <translation>Wie lange es dauert, steht hier, wenn die Engine eingerichtet ist.</translation>
    </message>
    <message>
        <source>How long it takes was not measured on this computer.</source>
        <translation>Wie lange es dauert, wurde auf diesem Computer nicht gemessen.</translation>
    </message>
    <message>
        <source>How long it takes is not known yet: it is measured as soon as the computer is idle.</source>
        <translation>Wie lange es dauert, ist noch nicht bekannt: es wird gemessen, sobald der Computer nichts zu tun hat.</translation>
    </message>
    <message>
        <source>⚠ Only {free} of memory are free: close other programs, or choose a smaller area.</source>
        <translation>⚠ Nur {free} Arbeitsspeicher sind frei: andere Programme schließen oder ein kleineres Gebiet wählen.</translation>
    </message>
    <message>
        <source>⚠ {folder} has {free} left; a run needs {needed} while it works.</source>
        <translation>⚠ In {folder} sind noch {free} frei; ein Lauf braucht {needed}, während er arbeitet.</translation>
    </message>
    <message>
        <source>Looking for room on the disk</source>
        <translation>Es wird Platz auf dem Datenträger gesucht</translation>
    </message>
    <message>
        <source>The U-Net of the pack “{name}” wants more than a prompt.</source>
        <translation>Das U-Net des Pakets „{name}“ will mehr als einen Prompt.</translation>
    </message>
    <message>
        <source>The generator of the pack “{name}” has no U-Net to compare pictures with.</source>
        <translation>Der Generator des Pakets „{name}“ hat kein U-Net, mit dem Bilder verglichen werden könnten.</translation>
    </message>
    <message>
        <source>This generator does not tell where in a picture a word is; its pictures are used whole.</source>
        <translation>Dieser Generator sagt nicht, wo im Bild ein Wort ist; seine Bilder werden ganz verwendet.</translation>
    </message>
    <message>
        <source>Use extractors of the kinds timm, transformers or open_clip.</source>
        <translation>Extraktoren der Arten timm, transformers oder open_clip verwenden.</translation>
    </message>
    <message>
        <source>One window sees {side} x {side}, at {gsd} a pixel.</source>
        <translation>Ein Fenster sieht {side} x {side}, mit {gsd} pro Pixel.</translation>
    </message>
    <message>
        <source>⚠ Too small for the {cell} px that the networks tell apart: {names}.</source>
        <translation>⚠ Zu klein für die {cell} px, die die Netze unterscheiden: {names}.</translation>
    </message>
    <message>
        <source>Pac&amp;ks…</source>
        <translation>Pake&amp;te…</translation>
    </message>
    <message>
        <source>Licences, sizes; fetch, check, import and remove packs</source>
        <translation>Lizenzen, Größen; Pakete laden, prüfen, importieren und entfernen</translation>
    </message>
    <message>
        <source>The set of networks: which words it knows and how well</source>
        <translation>Die Sammlung von Netzen: welche Wörter sie kennt und wie gut</translation>
    </message>
    <message>
        <source>{pack} (not fetched)</source>
        <translation>{pack} (nicht geladen)</translation>
    </message>
    <message>
        <source>Terralex: looking at packs</source>
        <translation>Terralex: Pakete werden betrachtet</translation>
    </message>
    <message>
        <source>The pack “{pack}” is here: {size}, of which {came} came now.</source>
        <translation>Das Paket „{pack}“ ist da: {size}, davon kamen {came} jetzt.</translation>
    </message>
    <message>
        <source>Stopped. What came is kept: “Go on fetching” brings the rest.</source>
        <translation>Angehalten. Was schon da ist, bleibt: „Weiter laden“ bringt den Rest.</translation>
    </message>
    <message>
        <source>Terralex: fetching {pack}</source>
        <translation>Terralex: {pack} wird geladen</translation>
    </message>
    <message>
        <source>“{pack}”: all {n} files are what they should be.</source>
        <translation>„{pack}“: alle {n} Dateien sind, was sie sein sollen.</translation>
    </message>
    <message>
        <source>Terralex: checking {pack}</source>
        <translation>Terralex: {pack} wird geprüft</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>The pack “{pack}” is gone; {size} are free again.</source>
        <translation>Das Paket „{pack}“ ist weg; {size} sind wieder frei.</translation>
    </message>
    <message>
        <source>Terralex: removing {pack}</source>
        <translation>Terralex: {pack} wird entfernt</translation>
    </message>
    <message>
        <source>The pack “{pack}” is here: {n} files, {size}.</source>
        <translation>Das Paket „{pack}“ ist da: {n} Dateien, {size}.</translation>
    </message>
    <message>
        <source>Terralex: importing {name}</source>
        <translation>Terralex: {name} wird importiert</translation>
    </message>
    <message>
        <source>Stopped. Nothing of the pack was kept.</source>
        <translation>Angehalten. Vom Paket wurde nichts behalten.</translation>
    </message>
    <message>
        <source>“{pack}” is chosen in the panel.</source>
        <translation>„{pack}“ ist im Fenster gewählt.</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>&amp;Not now</source>
        <translation>&amp;Nicht jetzt</translation>
    </message>
    <message>
        <source>{n} bytes</source>
        <translation>{n} Bytes</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>beschädigt</translation>
    </message>
    <message>
        <source>here, {size}</source>
        <translation>da, {size}</translation>
    </message>
    <message>
        <source>size unknown</source>
        <translation>Größe unbekannt</translation>
    </message>
    <message>
        <source>part fetched, {size} to come</source>
        <translation>teilweise geladen, {size} fehlen</translation>
    </message>
    <message>
        <source>not fetched, {size}</source>
        <translation>nicht geladen, {size}</translation>
    </message>
    <message>
        <source>Its pack.json cannot be read. Remove it, and fetch or import it again.</source>
        <translation>Seine pack.json kann nicht gelesen werden. Das Paket entfernen und erneut laden oder importieren.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>Ground resolution</source>
        <translation>Bodenauflösung</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>Empfohlen</translation>
    </message>
    <message>
        <source>needs an account</source>
        <translation>braucht ein Konto</translation>
    </message>
    <message>
        <source>forbids commercial use</source>
        <translation>verbietet gewerbliche Nutzung</translation>
    </message>
    <message>
        <source> and {n} more files</source>
        <translation> und {n} weitere Dateien</translation>
    </message>
    <message>
        <source>Press “Repair”: only what is wrong is fetched again.</source>
        <translation>„Reparieren“ drücken: nur Falsches wird neu geladen.</translation>
    </message>
    <message>
        <source>Import the pack again; if it is a part of Terralex, install Terralex again.</source>
        <translation>Das Paket erneut importieren; gehört es zu Terralex, Terralex neu installieren.</translation>
    </message>
    <message>
        <source>The pack “{pack}” is not as it should be: {files}.</source>
        <translation>Das Paket „{pack}“ ist nicht, wie es sein sollte: {files}.</translation>
    </message>
    <message>
        <source>Part fetched: {here} of {total} are here, {to_come} to come.</source>
        <translation>Teilweise geladen: {here} von {total} sind da, {to_come} fehlen.</translation>
    </message>
    <message>
        <source>Damaged: files are missing or are not as long as they should be. “Verify” says which.</source>
        <translation>Beschädigt: Dateien fehlen oder haben nicht die richtige Länge. „Prüfen“ sagt, welche.</translation>
    </message>
    <message>
        <source>Here: {size} on the disk.</source>
        <translation>Da: {size} auf dem Datenträger.</translation>
    </message>
    <message>
        <source>Not fetched. How large it is will be known when its source was asked.</source>
        <translation>Nicht geladen. Wie groß es ist, zeigt sich, wenn die Quelle gefragt wurde.</translation>
    </message>
    <message>
        <source>Not fetched: {size} to come.</source>
        <translation>Nicht geladen: {size} fehlen.</translation>
    </message>
    <message>
        <source>any word</source>
        <translation>jedes Wort</translation>
    </message>
    <message>
        <source> and {n} more</source>
        <translation> und {n} weitere</translation>
    </message>
    <message>
        <source>{gsd} m (images of {low} to {high} m)</source>
        <translation>{gsd} m (Bilder von {low} bis {high} m)</translation>
    </message>
    <message>
        <source>no GPU needed</source>
        <translation>keine GPU nötig</translation>
    </message>
    <message>
        <source>an NVIDIA GPU with {gb} GB</source>
        <translation>eine NVIDIA-GPU mit {gb} GB</translation>
    </message>
    <message>
        <source>an NVIDIA GPU; how much memory it needs was not measured</source>
        <translation>eine NVIDIA-GPU; wie viel Speicher sie braucht, wurde nicht gemessen</translation>
    </message>
    <message>
        <source>{gb} GB of memory</source>
        <translation>{gb} GB Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Read the licence</source>
        <translation>Lizenz lesen</translation>
    </message>
    <message>
        <source>Needs an account.</source>
        <translation>Braucht ein Konto.</translation>
    </message>
    <message>
        <source>Forbids commercial use.</source>
        <translation>Verbietet gewerbliche Nutzung.</translation>
    </message>
    <message>
        <source>Its manifest names none.</source>
        <translation>Sein Manifest nennt keine.</translation>
    </message>
    <message>
        <source>The parts of “{pack}” come under these licences: {licences}. They are listed above, with links.</source>
        <translation>Die Teile von „{pack}“ stehen unter diesen Lizenzen: {licences}. Sie stehen oben mit Links.</translation>
    </message>
    <message>
        <source>Not everybody may have or use these parts: {parts}.</source>
        <translation>Nicht alle dürfen diese Teile haben oder benutzen: {parts}.</translation>
    </message>
    <message>
        <source>Remove the pack “{pack}” ({size}) from this computer?</source>
        <translation>Das Paket „{pack}“ ({size}) von diesem Computer entfernen?</translation>
    </message>
    <message>
        <source>Remove what was fetched of the pack “{pack}” ({size})?</source>
        <translation>Was vom Paket „{pack}“ geladen wurde ({size}), entfernen?</translation>
    </message>
    <message>
        <source>Files that another pack uses stay, and so do all results.</source>
        <translation>Dateien, die ein anderes Paket benutzt, bleiben, ebenso alle Ergebnisse.</translation>
    </message>
    <message>
        <source>Packs lie in {folder}.</source>
        <translation>Pakete liegen in {folder}.</translation>
    </message>
    <message>
        <source>{free} are free for packs in {folder}.</source>
        <translation>Für Pakete sind {free} frei in {folder}.</translation>
    </message>
    <message>
        <source>Terralex: packs</source>
        <translation>Terralex: Pakete</translation>
    </message>
    <message>
        <source>About the chosen pack</source>
        <translation>Über das gewählte Paket</translation>
    </message>
    <message>
        <source>Space on the disk</source>
        <translation>Platz auf dem Datenträger</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>&amp;Fetch</source>
        <translation>&amp;Laden</translation>
    </message>
    <message>
        <source>Bring its files from their sources; goes on where it stopped</source>
        <translation>Seine Dateien von ihren Quellen holen; macht weiter, wo es stehen blieb</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Stop; what came is kept</source>
        <translation>Anhalten; was schon da ist, bleibt</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>Compare every file with its checksum</source>
        <translation>Jede Datei mit ihrer Prüfsumme vergleichen</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>Remove it from this computer</source>
        <translation>Von diesem Computer entfernen</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importieren</translation>
    </message>
    <message>
        <source>Bring in a pack from a folder or zip, without internet</source>
        <translation>Ein Paket aus einem Ordner oder einer ZIP-Datei holen, ohne Internet</translation>
    </message>
    <message>
        <source>&amp;More</source>
        <translation>&amp;Mehr</translation>
    </message>
    <message>
        <source>Choices for the next fetch</source>
        <translation>Einstellungen für das nächste Laden</translation>
    </message>
    <message>
        <source>&amp;Use it</source>
        <translation>&amp;Verwenden</translation>
    </message>
    <message>
        <source>Choose it in the panel</source>
        <translation>Im Fenster wählen</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Close this window; a fetch goes on</source>
        <translation>Dieses Fenster schließen; ein Download läuft weiter</translation>
    </message>
    <message>
        <source>From a &amp;folder…</source>
        <translation>Aus einem &amp;Ordner…</translation>
    </message>
    <message>
        <source>From a &amp;zip…</source>
        <translation>Aus einer &amp;ZIP-Datei…</translation>
    </message>
    <message>
        <source>&amp;Take what the sources have now</source>
        <translation>&amp;Nehmen, was die Quellen jetzt haben</translation>
    </message>
    <message>
        <source>Forget the versions and checksums of the first fetch, and fetch again</source>
        <translation>Versionen und Prüfsummen des ersten Ladens vergessen und neu laden</translation>
    </message>
    <message>
        <source>&amp;Also take parts that need an account</source>
        <translation>&amp;Auch Teile, die ein Konto brauchen</translation>
    </message>
    <message>
        <source>And parts that forbid commercial use; the account&apos;s token is HF_TOKEN</source>
        <translation>Und Teile, die gewerbliche Nutzung verbieten; das Token des Kontos ist HF_TOKEN</translation>
    </message>
    <message>
        <source>A run is going on. Packs can be fetched and changed when it has ended or was cancelled.</source>
        <translation>Ein Lauf ist im Gang. Pakete können geladen und geändert werden, wenn er zu Ende ist oder abgebrochen wurde.</translation>
    </message>
    <message>
        <source>{told} Replace it by the one that you import?</source>
        <translation>{told} Durch das importierte ersetzen?</translation>
    </message>
    <message>
        <source>&amp;Replace it</source>
        <translation>&amp;Ersetzen</translation>
    </message>
    <message>
        <source>Go on &amp;fetching</source>
        <translation>Weiter &amp;laden</translation>
    </message>
    <message>
        <source>Repair (&amp;fetch)</source>
        <translation>Reparieren (&amp;laden)</translation>
    </message>
    <message>
        <source>I a&amp;gree to these licences</source>
        <translation>Den Lizenzen &amp;zustimmen</translation>
    </message>
    <message>
        <source>I want these &amp;parts as well</source>
        <translation>Ich &amp;will auch diese Teile</translation>
    </message>
    <message>
        <source>Agree and &amp;fetch</source>
        <translation>Zustimmen und &amp;laden</translation>
    </message>
    <message>
        <source>&amp;Remove it</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>The folder of a pack</source>
        <translation>Der Ordner eines Pakets</translation>
    </message>
    <message>
        <source>The zip of a pack</source>
        <translation>Die ZIP-Datei eines Pakets</translation>
    </message>
    <message>
        <source>Zip archives (*.zip)</source>
        <translation>ZIP-Archive (*.zip)</translation>
    </message>
    <message>
        <source>Stopping… What came is kept.</source>
        <translation>Wird angehalten… Was schon da ist, bleibt.</translation>
    </message>
    <message>
        <source>Try it on the middle of the map, in seconds. Dashed: what it takes; filled: what one window sees</source>
        <translation>Auf der Kartenmitte ausprobieren, in Sekunden. Gestrichelt: was genommen wird; gefüllt: was ein Fenster sieht</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Terralex: {image}</source>
        <translation>Terralex: {image}</translation>
    </message>
    <message>
        <source>Topological editing is on now: borders that polygons share move together.</source>
        <translation>Topologisches Bearbeiten ist jetzt eingeschaltet: gemeinsame Grenzen von Polygonen bewegen sich zusammen.</translation>
    </message>
    <message>
        <source>Stopped. What is finished is kept: the same run goes on from there.</source>
        <translation>Angehalten. Was fertig ist, bleibt erhalten: derselbe Lauf macht dort weiter.</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>The aerial or satellite image to label</source>
        <translation>Das Luft- oder Satellitenbild, das klassifiziert werden soll</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Gebiet</translation>
    </message>
    <message>
        <source>Polygon layer of the area</source>
        <translation>Polygonlayer des Gebiets</translation>
    </message>
    <message>
        <source>Its selected features, or all of them when none is selected</source>
        <translation>Seine gewählten Objekte, oder alle, wenn keines gewählt ist</translation>
    </message>
    <message>
        <source>Draw the area on the map</source>
        <translation>Das Gebiet auf der Karte zeichnen</translation>
    </message>
    <message>
        <source>Ground resolution of the fetched picture</source>
        <translation>Bodenauflösung des geladenen Bildes</translation>
    </message>
    <message>
        <source>How large a pixel of the fetched picture is on the ground</source>
        <translation>Wie groß ein Pixel des geladenen Bildes am Boden ist</translation>
    </message>
    <message>
        <source>About the area</source>
        <translation>Über das Gebiet</translation>
    </message>
    <message>
        <source>Words of the pack</source>
        <translation>Wörter des Pakets</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Folder that gets a folder for each run</source>
        <translation>Ordner, der für jeden Lauf einen Ordner bekommt</translation>
    </message>
    <message>
        <source>terralex_runs, beside the raster</source>
        <translation>terralex_runs, neben dem Raster</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>Ausgabeordner</translation>
    </message>
    <message>
        <source>&amp;Raster</source>
        <translation>&amp;Raster</translation>
    </message>
    <message>
        <source>&amp;Area</source>
        <translation>&amp;Gebiet</translation>
    </message>
    <message>
        <source>&amp;Pixels</source>
        <translation>Pi&amp;xel</translation>
    </message>
    <message>
        <source>&amp;Classes</source>
        <translation>&amp;Klassen</translation>
    </message>
    <message>
        <source>&amp;Pack</source>
        <translation>&amp;Paket</translation>
    </message>
    <message>
        <source>&amp;Quality</source>
        <translation>&amp;Qualität</translation>
    </message>
    <message>
        <source>&amp;Output</source>
        <translation>&amp;Ausgabe</translation>
    </message>
    <message>
        <source>Stop drawing</source>
        <translation>Zeichnen beenden</translation>
    </message>
    <message>
        <source>Draw on the map</source>
        <translation>Auf der Karte zeichnen</translation>
    </message>
    <message>
        <source>As the pack wants</source>
        <translation>Wie das Paket es will</translation>
    </message>
    <message>
        <source>About {gsd} m</source>
        <translation>Etwa {gsd} m</translation>
    </message>
    <message>
        <source>Takes any word.</source>
        <translation>Nimmt jedes Wort.</translation>
    </message>
    <message>
        <source>Knows {words}{more}.</source>
        <translation>Kennt {words}{more}.</translation>
    </message>
    <message>
        <source>Whole raster</source>
        <translation>Ganzes Raster</translation>
    </message>
    <message>
        <source>What the map shows</source>
        <translation>Was die Karte zeigt</translation>
    </message>
    <message>
        <source>Polygons of a layer</source>
        <translation>Polygone eines Layers</translation>
    </message>
    <message>
        <source>Drawn rectangle</source>
        <translation>Rechteck zeichnen</translation>
    </message>
    <message>
        <source>Drawn polygon</source>
        <translation>Polygon zeichnen</translation>
    </message>
    <message>
        <source>Draft (fastest)</source>
        <translation>Entwurf (am schnellsten)</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Best (slowest)</source>
        <translation>Beste (am langsamsten)</translation>
    </message>
    <message>
        <source>Ready.</source>
        <translation>Bereit.</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>noch weniger als eine Minute</translation>
    </message>
    <message>
        <source>about {n} min left</source>
        <translation>noch etwa {n} min</translation>
    </message>
    <message>
        <source>about {n} h left</source>
        <translation>noch etwa {n} h</translation>
    </message>
    <message>
        <source>Look for the classes in the raster</source>
        <translation>Im Raster nach den Klassen suchen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop; what is finished is kept for the next run</source>
        <translation>Anhalten; was fertig ist, bleibt für den nächsten Lauf erhalten</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>Fortschritt des Laufs</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{text}, {downloaded}/s, {left} left</source>
        <translation>{text}, {downloaded}/s, noch {left}</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Open the manual&apos;s page about this (F1)</source>
        <translation>Die Seite des Handbuchs dazu öffnen (F1)</translation>
    </message>
    <message>
        <source>Page of the manual</source>
        <translation>Seite des Handbuchs</translation>
    </message>
    <message>
        <source>Terralex: manual</source>
        <translation>Terralex: Handbuch</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to the page before (Alt+Left)</source>
        <translation>Zurück zur vorigen Seite (Alt+Links)</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Find in all pages</source>
        <translation>Im Handbuch suchen</translation>
    </message>
    <message>
        <source>Type and press Enter; Enter again goes on (Ctrl+F)</source>
        <translation>Eintippen und die Eingabetaste drücken; nochmals sucht weiter (Strg+F)</translation>
    </message>
    <message>
        <source>&amp;Manual</source>
        <translation>&amp;Handbuch</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Explained</source>
        <translation>Erklärt</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>Beste</translation>
    </message>
    <message>
        <source>Choose the set that the folder holds.</source>
        <translation>Den Satz wählen, den der Ordner enthält.</translation>
    </message>
    <message>
        <source>Copy it again, or save it as PNG.</source>
        <translation>Erneut kopieren oder als PNG speichern.</translation>
    </message>
    <message>
        <source>Give each its own.</source>
        <translation>Jeder eine eigene geben.</translation>
    </message>
    <message>
        <source>Give the folder of a labelled set.</source>
        <translation>Den Ordner eines Satzes mit Labels angeben.</translation>
    </message>
    <message>
        <source>Give the report a file name, for example report.json.</source>
        <translation>Dem Bericht einen Dateinamen geben, zum Beispiel report.json.</translation>
    </message>
    <message>
        <source>It is the size of a pixel in metres.</source>
        <translation>Es ist die Größe eines Pixels in Metern.</translation>
    </message>
    <message>
        <source>It should be {mask}.</source>
        <translation>Erwartet wird {mask}.</translation>
    </message>
    <message>
        <source>It should be {name}.</source>
        <translation>Erwartet wird {name}.</translation>
    </message>
    <message>
        <source>Its values are those of classes.csv.</source>
        <translation>Ihre Werte sind die aus classes.csv.</translation>
    </message>
    <message>
        <source>Known are: {value}.</source>
        <translation>Bekannt sind: {value}.</translation>
    </message>
    <message>
        <source>Looked for {wanted}.</source>
        <translation>Gesucht wurde {wanted}.</translation>
    </message>
    <message>
        <source>Make them the same size.</source>
        <translation>Beide gleich groß machen.</translation>
    </message>
    <message>
        <source>Remove one.</source>
        <translation>Eines entfernen.</translation>
    </message>
    <message>
        <source>The image {name} has no mask.</source>
        <translation>Das Bild {name} hat keine Maske.</translation>
    </message>
    <message>
        <source>The mask {name} cannot be read.</source>
        <translation>Die Maske {name} kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The mask {name} holds the colour {colour}, which this set does not have.</source>
        <translation>Die Maske {name} enthält die Farbe {colour}, die dieser Satz nicht hat.</translation>
    </message>
    <message>
        <source>The mask {name} holds the value {odd}, which this set does not have.</source>
        <translation>Die Maske {name} enthält den Wert {odd}, den dieser Satz nicht hat.</translation>
    </message>
    <message>
        <source>The mask {name} is neither one band of values nor in the set&apos;s colours.</source>
        <translation>Die Maske {name} ist weder ein Kanal mit Werten noch in den Farben des Satzes.</translation>
    </message>
    <message>
        <source>The mask {name} is not one band of 8 bits.</source>
        <translation>Die Maske {name} ist nicht ein Kanal mit 8 Bit.</translation>
    </message>
    <message>
        <source>The masks hold values that classes.csv does not list: {strange}; they count as errors.</source>
        <translation>Die Masken enthalten Werte, die classes.csv nicht aufführt: {strange}; sie zählen als Fehler.</translation>
    </message>
    <message>
        <source>The pack “{name}” knows no word of “{name2}”; the class scores 0.</source>
        <translation>Das Paket „{name}“ kennt kein Wort von „{name2}“; die Klasse bekommt 0.</translation>
    </message>
    <message>
        <source>The value {value} in classes.csv does not fit into a mask.</source>
        <translation>Der Wert {value} in classes.csv passt nicht in eine Maske.</translation>
    </message>
    <message>
        <source>There is no set “{name}”.</source>
        <translation>Es gibt keinen Satz „{name}“.</translation>
    </message>
    <message>
        <source>They belong into its folder “images”.</source>
        <translation>Sie gehören in seinen Ordner „images“.</translation>
    </message>
    <message>
        <source>They belong into {pattern}.</source>
        <translation>Sie gehören nach {pattern}.</translation>
    </message>
    <message>
        <source>Two classes in classes.csv have the value {value}.</source>
        <translation>Zwei Klassen in classes.csv haben den Wert {value}.</translation>
    </message>
    <message>
        <source>Use 0 to {ignore}; {ignore2} means: left out.</source>
        <translation>0 bis {ignore} verwenden; {ignore2} heißt: ausgelassen.</translation>
    </message>
    <message>
        <source>Use the masks as they are distributed, not resized.</source>
        <translation>Die Masken verwenden, wie sie verteilt werden, nicht in anderer Größe.</translation>
    </message>
    <message>
        <source>each tile</source>
        <translation>jede Kachel</translation>
    </message>
    <message>
        <source>{missing} images of {layout} are missing, for example {missing2}.</source>
        <translation>{missing} Bilder von {layout} fehlen, zum Beispiel {missing2}.</translation>
    </message>
    <message>
        <source>{name} has no set.json with “gsd_m”.</source>
        <translation>{name} hat keine set.json mit „gsd_m“.</translation>
    </message>
    <message>
        <source>{name} has {source_shape} x {source_shape2} px, its mask {shape} x {shape2}.</source>
        <translation>{name} hat {source_shape} x {source_shape2} px, seine Maske {shape} x {shape2}.</translation>
    </message>
    <message>
        <source>{name} holds no images.</source>
        <translation>{name} enthält keine Bilder.</translation>
    </message>
    <message>
        <source>{name}: the image {name2} has no mask.</source>
        <translation>{name}: das Bild {name2} hat keine Maske.</translation>
    </message>
    <message>
        <source>{name}: {name2} and {name3} share one mask.</source>
        <translation>{name}: {name2} und {name3} haben dieselbe Maske.</translation>
    </message>
    <message>
        <source>{path} is a folder.</source>
        <translation>{path} ist ein Ordner.</translation>
    </message>
    <message>
        <source>{root} does not hold {told}.</source>
        <translation>{root} enthält nicht {told}.</translation>
    </message>
    <message>
        <source>“gsd_m” of {name} is {gsd}.</source>
        <translation>„gsd_m“ von {name} ist {gsd}.</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Labels to learn from</source>
        <translation>Labels zum Lernen</translation>
    </message>
    <message>
        <source>A class raster of this image, as runs make them; its labels teach the method</source>
        <translation>Ein Klassenraster dieses Bildes, wie Läufe sie machen; aus seinen Labels lernt das Verfahren</translation>
    </message>
    <message>
        <source>&amp;Method</source>
        <translation>&amp;Verfahren</translation>
    </message>
    <message>
        <source>&amp;Learn from</source>
        <translation>&amp;Lernen aus</translation>
    </message>
    <message>
        <source>A class raster of the same image, as runs make them; for methods that learn.</source>
        <translation>Ein Klassenraster desselben Bildes, wie Läufe sie machen; für Verfahren, die lernen.</translation>
    </message>
    <message>
        <source>Choose labels that were made on this raster.</source>
        <translation>Wählen Sie Labels, die auf diesem Raster gemacht wurden.</translation>
    </message>
    <message>
        <source>Draws pictures of each word and looks for what resembles them.</source>
        <translation>Zeichnet Bilder zu jedem Wort und sucht, was ihnen ähnelt.</translation>
    </message>
    <message>
        <source>It reads: {reads}.</source>
        <translation>Es liest: {reads}.</translation>
    </message>
    <message>
        <source>Leave the lessons out.</source>
        <translation>Lassen Sie die Labels zum Lernen weg.</translation>
    </message>
    <message>
        <source>Mean colour</source>
        <translation>Mittlere Farbe</translation>
    </message>
    <message>
        <source>Name the classes as there.</source>
        <translation>Nennen Sie die Klassen wie dort.</translation>
    </message>
    <message>
        <source>Removing {pack}</source>
        <translation>{pack} wird entfernt</translation>
    </message>
    <message>
        <source>Run it again; what made the map is needed.</source>
        <translation>Starten Sie den Lauf neu; es wird gebraucht, woraus die Karte entstand.</translation>
    </message>
    <message>
        <source>The labels {name} cannot be read.</source>
        <translation>Die Labels {name} lassen sich nicht lesen.</translation>
    </message>
    <message>
        <source>The labels {name} have none of the run&apos;s classes.</source>
        <translation>Die Labels {name} haben keine der Klassen des Laufs.</translation>
    </message>
    <message>
        <source>The labels {name} lie in another coordinate system than the raster.</source>
        <translation>Die Labels {name} liegen in einem anderen Koordinatensystem als das Raster.</translation>
    </message>
    <message>
        <source>The method “{method}” does not learn from labels.</source>
        <translation>Das Verfahren „{method}“ lernt nicht aus Labels.</translation>
    </message>
    <message>
        <source>The method “{method}” does not read the option “{unread}”.</source>
        <translation>Das Verfahren „{method}“ liest die Option „{unread}“ nicht.</translation>
    </message>
    <message>
        <source>The request has a part “{name}” that the engine does not know.</source>
        <translation>Die Anfrage hat einen Teil „{name}“, den die Engine nicht kennt.</translation>
    </message>
    <message>
        <source>The request lacks “{name}”.</source>
        <translation>Der Anfrage fehlt „{name}“.</translation>
    </message>
    <message>
        <source>The same pictures, but only their mean colours are compared: a baseline.</source>
        <translation>Dieselben Bilder, aber nur ihre mittleren Farben werden verglichen: eine Vergleichsgröße.</translation>
    </message>
    <message>
        <source>There is no method “{name}”.</source>
        <translation>Es gibt kein Verfahren „{name}“.</translation>
    </message>
    <message>
        <source>This computer has no GPU, and the run was begun on one.</source>
        <translation>Dieser Rechner hat keine GPU, und der Lauf wurde auf einer begonnen.</translation>
    </message>
    <message>
        <source>This run was made on a GPU, and there is none here: its words are imagined again.</source>
        <translation>Dieser Lauf wurde auf einer GPU gemacht, und hier ist keine: seine Wörter werden neu gezeichnet.</translation>
    </message>
    <message>
        <source>Use one like the first.</source>
        <translation>Nehmen Sie einen wie den ersten.</translation>
    </message>
    <message>
        <source>Use one of: {formats}.</source>
        <translation>Möglich sind: {formats}.</translation>
    </message>
    <message>
        <source>{name} no longer holds the labels of this run.</source>
        <translation>{name} enthält nicht mehr die Labels dieses Laufs.</translation>
    </message>
    <message>
        <source>“{name}” of the request is {value}.</source>
        <translation>„{name}“ der Anfrage ist {value}.</translation>
    </message>
    <message>
        <source>Matching {done} of {total} windows</source>
        <translation>Fenster werden verglichen: {done} von {total}</translation>
    </message>
    <message>
        <source>“{format}” is not a format of labels.</source>
        <translation>„{format}“ ist kein Format für Labels.</translation>
    </message>
    <message>
        <source>The raster of this run is not a plain file of this computer: {file}.</source>
        <translation>Das Raster dieses Laufs ist keine einfache Datei dieses Rechners: {file}.</translation>
    </message>
    <message>
        <source>Open the raster yourself if you trust it, and run again.</source>
        <translation>Öffnen Sie das Raster selbst, wenn Sie ihm trauen, und starten Sie den Lauf neu.</translation>
    </message>
    <message>
        <source>Terralex: looking for earlier runs</source>
        <translation>Terralex: sucht frühere Läufe</translation>
    </message>
    <message>
        <source>{file} of the run {run} is a link to somewhere else.</source>
        <translation>{file} des Laufs {run} ist eine Verknüpfung nach anderswo.</translation>
    </message>
    <message>
        <source>Do not use this run, or copy it with its files.</source>
        <translation>Verwenden Sie diesen Lauf nicht, oder kopieren Sie ihn mit seinen Dateien.</translation>
    </message>
    <message>
        <source>Your organisation&apos;s package index; empty for the usual one. A password in it is not kept.</source>
        <translation>Paketindex Ihrer Organisation; leer für den üblichen. Ein Passwort darin wird nicht gespeichert.</translation>
    </message>
    <message>
        <source>{host} leads to an address that is none of the web ({scheme}).</source>
        <translation>{host} führt zu einer Adresse, die keine des Webs ist ({scheme}).</translation>
    </message>
    <message>
        <source>{host} answers with more than {size} MB.</source>
        <translation>{host} antwortet mit mehr als {size} MB.</translation>
    </message>
    <message>
        <source>{host} redirects in circles.</source>
        <translation>{host} leitet im Kreis weiter.</translation>
    </message>
    <message>
        <source>{host} leads to an address without encryption.</source>
        <translation>{host} führt zu einer Adresse ohne Verschlüsselung.</translation>
    </message>
    <message>
        <source>{host} answered with a picture of {cols} × {rows} pixels, which is too large.</source>
        <translation>{host} hat mit einem Bild von {cols} × {rows} Pixeln geantwortet, das zu groß ist.</translation>
    </message>
    <message>
        <source>A run of somebody else may name a pack, not a folder or an address. Choose a pack, and run again.</source>
        <translation>Ein Lauf von jemand anderem darf ein Paket nennen, aber keinen Ordner und keine Adresse. Wählen Sie ein Paket, und starten Sie den Lauf neu.</translation>
    </message>
    <message>
        <source>Add it to QGIS as a layer and choose that: its picture is fetched first. Or save it as a GeoTIFF.</source>
        <translation>Fügen Sie es QGIS als Layer hinzu und wählen Sie diesen: Sein Bild wird dann zuerst abgerufen. Oder speichern Sie es als GeoTIFF.</translation>
    </message>
    <message>
        <source>Choose a smaller area, or a coarser ground resolution (gsd_m).</source>
        <translation>Wählen Sie ein kleineres Gebiet oder eine gröbere Bodenauflösung (gsd_m).</translation>
    </message>
    <message>
        <source>Cut it into parts, or save it with larger pixels.</source>
        <translation>Zerlegen Sie es in Teile, oder speichern Sie es mit größeren Pixeln.</translation>
    </message>
    <message>
        <source>Cut it into parts.</source>
        <translation>Zerlegen Sie es in Teile.</translation>
    </message>
    <message>
        <source>Delete that, or import the folder (terralex packs import): what its pack.json does not list stays behind.</source>
        <translation>Löschen Sie das, oder importieren Sie den Ordner (terralex packs import): Was seine pack.json nicht aufführt, bleibt zurück.</translation>
    </message>
    <message>
        <source>Do not use this folder. If the links are yours, copy the run without them (cp -rL).</source>
        <translation>Verwenden Sie diesen Ordner nicht. Wenn die Verknüpfungen Ihre eigenen sind, kopieren Sie den Lauf ohne sie (cp -rL).</translation>
    </message>
    <message>
        <source>Make the zip with the usual method (deflate).</source>
        <translation>Erstellen Sie das Zip mit dem üblichen Verfahren (deflate).</translation>
    </message>
    <message>
        <source>The answer broke off</source>
        <translation>Die Antwort brach ab</translation>
    </message>
    <message>
        <source>The answer has no end</source>
        <translation>Die Antwort hat kein Ende</translation>
    </message>
    <message>
        <source>The area would take {windows} windows; {most_windows} are the most.</source>
        <translation>Das Gebiet würde {windows} Fenster brauchen; höchstens {most_windows} sind möglich.</translation>
    </message>
    <message>
        <source>The pack “{pack}” holds something that does not belong to it: {inside} {why}.</source>
        <translation>Das Paket „{pack}“ enthält etwas, das nicht dazugehört: {inside} {why}.</translation>
    </message>
    <message>
        <source>a description of more than 64 MB</source>
        <translation>einer Beschreibung von mehr als 64 MB</translation>
    </message>
    <message>
        <source>cannot be read as JSON</source>
        <translation>kann nicht als JSON gelesen werden</translation>
    </message>
    <message>
        <source>is a link</source>
        <translation>ist eine Verknüpfung</translation>
    </message>
    <message>
        <source>is not a complete safetensors file</source>
        <translation>ist keine vollständige safetensors-Datei</translation>
    </message>
    <message>
        <source>is not in the pack&apos;s list of files</source>
        <translation>steht nicht in der Dateiliste des Pakets</translation>
    </message>
    <message>
        <source>is one of more than {most_entries} files</source>
        <translation>ist eine von mehr als {most_entries} Dateien</translation>
    </message>
    <message>
        <source>larger than {limit} bytes</source>
        <translation>größer als {limit} Bytes</translation>
    </message>
    <message>
        <source>not a file of its own</source>
        <translation>keine eigene Datei</translation>
    </message>
    <message>
        <source>not a regular file</source>
        <translation>keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>safetensors file</source>
        <translation>safetensors-Datei</translation>
    </message>
    <message>
        <source>says {word}, which could run code or ask a network</source>
        <translation>sagt {word}, was Code ausführen oder ein Netz fragen könnte</translation>
    </message>
    <message>
        <source>{driver} is not a supported format here</source>
        <translation>{driver} ist hier kein unterstütztes Format</translation>
    </message>
    <message>
        <source>{folder} in the run folder {folder2} is a link.</source>
        <translation>{folder} im Ordner des Laufs {folder2} ist eine Verknüpfung.</translation>
    </message>
    <message>
        <source>{home} broke off what it says about {repository}</source>
        <translation>{home} brach ab, was es über {repository} sagt</translation>
    </message>
    <message>
        <source>{inside} of the pack “{pack}” {why}.</source>
        <translation>{inside} des Pakets „{pack}“ {why}.</translation>
    </message>
    <message>
        <source>{name} has {width} columns; a class raster may have {widest_classes}.</source>
        <translation>{name} hat {width} Spalten; ein Klassenraster darf {widest_classes} haben.</translation>
    </message>
    <message>
        <source>{name} has {width} x {height} pixels; {most_pixels} are the most.</source>
        <translation>{name} hat {width} x {height} Pixel; höchstens {most_pixels} sind möglich.</translation>
    </message>
    <message>
        <source>{name} in {called} is packed in a way that can grow without end.</source>
        <translation>{name} in {called} ist auf eine Weise gepackt, die ohne Ende wachsen kann.</translation>
    </message>
    <message>
        <source>{name} leads away from this computer, to {found}.</source>
        <translation>{name} führt von diesem Rechner weg, zu {found}.</translation>
    </message>
    <message>
        <source>{path} is not a file of this computer.</source>
        <translation>{path} ist keine Datei dieses Rechners.</translation>
    </message>
    <message>
        <source>“{name}” is not the name of a pack.</source>
        <translation>„{name}“ ist nicht der Name eines Pakets.</translation>
    </message>
    <message>
        <source>The bank of prototypes in {root} cannot be written: {reason}.</source>
        <translation>Die Sammlung der Prototypen in {root} lässt sich nicht schreiben: {reason}.</translation>
    </message>
    <message>
        <source>the disk may be full</source>
        <translation>vielleicht ist der Datenträger voll</translation>
    </message>
    <message>
        <source>{name} cannot be read back.</source>
        <translation>{name} lässt sich nicht zurücklesen.</translation>
    </message>
    <message>
        <source>{name} holds {count} of {count2} polygons on the disk.</source>
        <translation>{name} enthält auf dem Datenträger {count} von {count2} Polygonen.</translation>
    </message>
    <message>
        <source>{n} corrected polygons kept.</source>
        <translation>{n} korrigierte Polygone behalten.</translation>
    </message>
    <message>
        <source>The run is done. The project that it was begun in is not open any more: “Earlier runs…” opens it.</source>
        <translation>Der Lauf ist fertig. Das Projekt, in dem er begonnen wurde, ist nicht mehr offen: „Frühere Läufe…“ öffnet ihn.</translation>
    </message>
    <message>
        <source>About the output folder</source>
        <translation>Zum Ausgabeordner</translation>
    </message>
    <message>
        <source>Reviewed and edited polygons of {run} stay as they are in the next run.</source>
        <translation>Geprüfte und bearbeitete Polygone von {run} bleiben im nächsten Lauf, wie sie sind.</translation>
    </message>
    <message>
        <source>before the run keeps them</source>
        <translation>bevor der Lauf sie behält</translation>
    </message>
    <message>
        <source>Keep the corrections of this run</source>
        <translation>Die Korrekturen dieses Laufs behalten</translation>
    </message>
    <message>
        <source>Folder of an earlier run on the same raster and grid: its reviewed and edited polygons stay as they are; classes are found by name.</source>
        <translation>Ordner eines früheren Laufs auf demselben Raster und Gitter: seine geprüften und bearbeiteten Polygone bleiben, wie sie sind; Klassen werden nach ihrem Namen gefunden.</translation>
    </message>
    <message>
        <source>{n} polygons in it were corrected or reviewed.</source>
        <translation>{n} Polygone darin wurden korrigiert oder geprüft.</translation>
    </message>
    <message>
        <source>It was edited since it was made.</source>
        <translation>Er wurde bearbeitet, seit er gemacht wurde.</translation>
    </message>
    <message>
        <source>“{layer}” shows {old}, which is older than {new}, and has unsaved edits.</source>
        <translation>„{layer}“ zeigt {old}, das älter ist als {new}, und hat ungespeicherte Änderungen.</translation>
    </message>
    <message>
        <source>Save or discard them, and try again.</source>
        <translation>Speichern oder verwerfen Sie sie, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>“{layer}” showed {old}. It shows {new} now, which is newer.</source>
        <translation>„{layer}“ zeigte {old}. Jetzt zeigt er {new}, das neuer ist.</translation>
    </message>
    <message>
        <source>The polygons were burnt into {file}. The project that it was made for is not open.</source>
        <translation>Die Polygone wurden in {file} eingebrannt. Das Projekt, für das es gemacht wurde, ist nicht offen.</translation>
    </message>
    <message>
        <source>{n} new polygons are in {file}. The project that they were made for is not open.</source>
        <translation>{n} neue Polygone sind in {file}. Das Projekt, für das sie gemacht wurden, ist nicht offen.</translation>
    </message>
    <message>
        <source>“{layer}” could not be given the fields for review: {error}</source>
        <translation>„{layer}“ konnte die Felder zum Prüfen nicht bekommen: {error}</translation>
    </message>
    <message>
        <source>The parts do not touch: they are {n} polygons with the same attributes now.</source>
        <translation>Die Teile berühren sich nicht: Sie sind jetzt {n} Polygone mit denselben Attributen.</translation>
    </message>
    <message>
        <source>Separate parts</source>
        <translation>Teile trennen</translation>
    </message>
    <message>
        <source>⚠ This folder is temporary: results in it will be deleted. Choose another one.</source>
        <translation>⚠ Dieser Ordner ist vorübergehend: Ergebnisse darin werden gelöscht. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>The raster lies in a temporary folder. Results go to {folder}, where they stay.</source>
        <translation>Das Raster liegt in einem vorübergehenden Ordner. Ergebnisse kommen nach {folder}, wo sie bleiben.</translation>
    </message>
    <message>
        <source>Fitting {geometry} corrected polygons in</source>
        <translation>{geometry} korrigierte Polygone werden eingepasst</translation>
    </message>
    <message>
        <source>In the raster gaps are background, and where polygons overlap the later one counts.</source>
        <translation>Im Raster sind Lücken Hintergrund, und wo Polygone sich überlappen, gilt das spätere.</translation>
    </message>
    <message>
        <source>It holds the classes as they were edited; bring it back.</source>
        <translation>Sie enthält die Klassen, wie sie bearbeitet wurden; bringen Sie sie zurück.</translation>
    </message>
    <message>
        <source>Its classes are {n}.</source>
        <translation>Seine Klassen sind {n}.</translation>
    </message>
    <message>
        <source>Open the list of classes again.</source>
        <translation>Öffnen Sie die Liste der Klassen erneut.</translation>
    </message>
    <message>
        <source>Polygons overlap: {overlaps} times, {overlaps2}, near {where}.</source>
        <translation>Polygone überlappen sich: {overlaps}-mal, {overlaps2}, bei {where}.</translation>
    </message>
    <message>
        <source>The classes could not be written into {folder}: {strerror}.</source>
        <translation>Die Klassen konnten nicht in {folder} geschrieben werden: {strerror}.</translation>
    </message>
    <message>
        <source>The polygons leave gaps: {gaps} in all, {gaps2}, near {where}.</source>
        <translation>Die Polygone lassen Lücken: {gaps} insgesamt, {gaps2}, bei {where}.</translation>
    </message>
    <message>
        <source>This class is not in the list any more.</source>
        <translation>Diese Klasse ist nicht mehr in der Liste.</translation>
    </message>
    <message>
        <source>that run lies on another raster or grid</source>
        <translation>jener Lauf liegt auf einem anderen Raster oder Gitter</translation>
    </message>
    <message>
        <source>they lie outside the area of this run</source>
        <translation>sie liegen außerhalb des Gebiets dieses Laufs</translation>
    </message>
    <message>
        <source>{apart} corrected polygons said something else than the raster and were made anew from it.</source>
        <translation>{apart} korrigierte Polygone sagten etwas anderes als das Raster und wurden daraus neu gemacht.</translation>
    </message>
    <message>
        <source>{class_table} in {folder} cannot be read.</source>
        <translation>{class_table} in {folder} lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>{count} corrected polygons of {run} were not carried over: {why}. They are in {file}.</source>
        <translation>{count} korrigierte Polygone von {run} wurden nicht übernommen: {why}. Sie sind in {file}.</translation>
    </message>
    <message>
        <source>{placed} corrected polygons of {run} kept.</source>
        <translation>{placed} korrigierte Polygone von {run} behalten.</translation>
    </message>
    <message>
        <source>{shapes} square units of the map</source>
        <translation>{shapes} Quadrateinheiten der Karte</translation>
    </message>
    <message>
        <source>K&amp;eep {n} corrected polygons</source>
        <translation>{n} &amp;berichtigte Polygone behalten</translation>
    </message>
    <message>
        <source>K&amp;eep what was corrected</source>
        <translation>&amp;Berichtigtes behalten</translation>
    </message>
    <message>
        <source>Classes of the result…</source>
        <translation>Klassen des Ergebnisses…</translation>
    </message>
    <message>
        <source>Add, rename, recolour, merge or remove classes</source>
        <translation>Klassen hinzufügen, umbenennen, umfärben, zusammenlegen oder entfernen</translation>
    </message>
    <message>
        <source>Class {name} added</source>
        <translation>Klasse {name} hinzugefügt</translation>
    </message>
    <message>
        <source>Class {old} renamed to {new}</source>
        <translation>Klasse {old} in {new} umbenannt</translation>
    </message>
    <message>
        <source>Class {name} recoloured</source>
        <translation>Klasse {name} umgefärbt</translation>
    </message>
    <message>
        <source>Class {name} removed, now {other}</source>
        <translation>Klasse {name} entfernt, jetzt {other}</translation>
    </message>
    <message>
        <source>There is no change of classes to take back here.</source>
        <translation>Hier gibt es keine Änderung der Klassen zurückzunehmen.</translation>
    </message>
    <message>
        <source>While polygons are being edited, Edit &gt; Undo takes it back.</source>
        <translation>Während Polygone bearbeitet werden, nimmt Bearbeiten &gt; Rückgängig sie zurück.</translation>
    </message>
    <message>
        <source>There are polygons of the class {name} by now.</source>
        <translation>Es gibt inzwischen Polygone der Klasse {name}.</translation>
    </message>
    <message>
        <source>Remove the class instead, or merge it into another one.</source>
        <translation>Stattdessen die Klasse entfernen oder mit einer anderen zusammenlegen.</translation>
    </message>
    <message>
        <source>Taken back: {what}</source>
        <translation>Zurückgenommen: {what}</translation>
    </message>
    <message>
        <source>“{layer}” cannot be edited.</source>
        <translation>„{layer}“ kann nicht bearbeitet werden.</translation>
    </message>
    <message>
        <source>May you write its file?</source>
        <translation>Darf die Datei geschrieben werden?</translation>
    </message>
    <message>
        <source>{what}: {n} polygons changed. It counts when the edits are saved.</source>
        <translation>{what}: {n} Polygone geändert. Es gilt, sobald die Änderungen gespeichert sind.</translation>
    </message>
    <message>
        <source>The class raster follows when the polygons are burnt into it.</source>
        <translation>Das Klassenraster folgt, wenn die Polygone eingebrannt werden.</translation>
    </message>
    <message>
        <source>Classes of the result</source>
        <translation>Klassen des Ergebnisses</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Name of a new class</source>
        <translation>Name einer neuen Klasse</translation>
    </message>
    <message>
        <source>What the polygons of a removed class become</source>
        <translation>Was aus den Polygonen einer entfernten Klasse wird</translation>
    </message>
    <message>
        <source>Remove, into:</source>
        <translation>Entfernen, wird zu:</translation>
    </message>
    <message>
        <source>The polygons of the chosen class become those of the class on the right</source>
        <translation>Die Polygone der gewählten Klasse werden zu denen der Klasse rechts</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Take back the last change of the list</source>
        <translation>Die letzte Änderung der Liste zurücknehmen</translation>
    </message>
    <message>
        <source>No class is chosen.</source>
        <translation>Keine Klasse ist gewählt.</translation>
    </message>
    <message>
        <source>Click one in the list first.</source>
        <translation>Zuerst eine in der Liste anklicken.</translation>
    </message>
    <message>
        <source>A class cannot be merged into itself.</source>
        <translation>Eine Klasse kann nicht mit sich selbst zusammengelegt werden.</translation>
    </message>
    <message>
        <source>Choose another one on the right.</source>
        <translation>Rechts eine andere wählen.</translation>
    </message>
    <message>
        <source>coordinate system {name} as set in the layer</source>
        <translation>Koordinatensystem {name} wie im Layer eingestellt</translation>
    </message>
    <message>
        <source>an empty border is picture</source>
        <translation>ein leerer Rand ist Bild</translation>
    </message>
    <message>
        <source>pixels of {size} m as chosen</source>
        <translation>Pixel von {size} m wie gewählt</translation>
    </message>
    <message>
        <source>bands {bands} as chosen</source>
        <translation>Kanäle {bands} wie gewählt</translation>
    </message>
    <message>
        <source>bands {bands} as shown</source>
        <translation>Kanäle {bands} wie gezeigt</translation>
    </message>
    <message>
        <source>the file&apos;s own red, green and blue, as the layer shows no three bands</source>
        <translation>Rot, Grün und Blau der Datei, da der Layer keine drei Kanäle zeigt</translation>
    </message>
    <message>
        <source>the file&apos;s own colours</source>
        <translation>die Farben der Datei</translation>
    </message>
    <message>
        <source>nodata {values} of the file is picture</source>
        <translation>Nodata {values} der Datei ist Bild</translation>
    </message>
    <message>
        <source>nodata {values} as set in the layer</source>
        <translation>Nodata {values} wie im Layer eingestellt</translation>
    </message>
    <message>
        <source>How the raster is read</source>
        <translation>Wie das Raster gelesen wird</translation>
    </message>
    <message>
        <source>Bands and pixels</source>
        <translation>Kanäle und Pixel</translation>
    </message>
    <message>
        <source>Choose bands, pixel size, and whether an empty border is nodata</source>
        <translation>Kanäle und Pixelgröße wählen, und ob ein leerer Rand Nodata ist</translation>
    </message>
    <message>
        <source>Bands as the layer shows them</source>
        <translation>Kanäle, wie der Layer sie zeigt</translation>
    </message>
    <message>
        <source>as the file says</source>
        <translation>wie in der Datei</translation>
    </message>
    <message>
        <source>Size of a pixel on the ground</source>
        <translation>Größe eines Pixels am Boden</translation>
    </message>
    <message>
        <source>An empty border counts as nodata</source>
        <translation>Ein leerer Rand gilt als Nodata</translation>
    </message>
    <message>
        <source>A border of one value throughout, the lowest or highest, that the file does not tag</source>
        <translation>Ein Rand aus einem einzigen Wert, dem niedrigsten oder höchsten, den die Datei nicht kennzeichnet</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Pixel</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>One or three bands; empty takes those that the layer shows, and of a path the file&apos;s own.</source>
        <translation>Ein Kanal oder drei; leer nimmt die, die der Layer zeigt, bei einem Pfad die der Datei.</translation>
    </message>
    <message>
        <source>Band {alpha} is called opacity, but holds a picture; it is not taken as nodata.</source>
        <translation>Kanal {alpha} heißt Deckkraft, enthält aber ein Bild; er gilt nicht als Nodata.</translation>
    </message>
    <message>
        <source>Bring it back to its place, or build the mosaic again without it.</source>
        <translation>Bringen Sie sie an ihren Platz zurück oder erstellen Sie das Mosaik neu ohne sie.</translation>
    </message>
    <message>
        <source>Bring it back to its place, or choose an area where it is not needed.</source>
        <translation>Bringen Sie sie an ihren Platz zurück oder wählen Sie ein Gebiet, in dem sie nicht gebraucht wird.</translation>
    </message>
    <message>
        <source>Choose another for the layer.</source>
        <translation>Wählen Sie ein anderes für den Layer.</translation>
    </message>
    <message>
        <source>Draw it larger, or choose a finer ground resolution (gsd_m).</source>
        <translation>Zeichnen Sie es größer oder wählen Sie eine feinere Bodenauflösung (gsd_m).</translation>
    </message>
    <message>
        <source>Give numbers, or pairs of lowest and highest.</source>
        <translation>Geben Sie Zahlen an oder Paare aus niedrigstem und höchstem Wert.</translation>
    </message>
    <message>
        <source>It cannot go on. Choose another folder, or delete this one, and run again.</source>
        <translation>Er kann nicht fortgesetzt werden. Wählen Sie einen anderen Ordner oder löschen Sie diesen, und starten Sie neu.</translation>
    </message>
    <message>
        <source>The area holds the middle of no pixel; the networks see pixels of {gsd_m} m.</source>
        <translation>Das Gebiet enthält keine Pixelmitte; die Netze sehen Pixel von {gsd_m} m.</translation>
    </message>
    <message>
        <source>The area is a line or a point: nothing lies in it.</source>
        <translation>Das Gebiet ist eine Linie oder ein Punkt: Nichts liegt darin.</translation>
    </message>
    <message>
        <source>The border of the raster is {value} throughout and is not marked as nodata; pixels of that value are taken as nodata ({taken} of the raster). Switch “empty border” off where they are picture.</source>
        <translation>Der Rand des Rasters ist durchgehend {value} und nicht als Nodata gekennzeichnet; Pixel dieses Wertes gelten als Nodata ({taken} des Rasters). Schalten Sie „leerer Rand“ aus, wo sie Bild sind.</translation>
    </message>
    <message>
        <source>The coordinate system {crs} is not known to the engine.</source>
        <translation>Das Koordinatensystem {crs} ist der Engine nicht bekannt.</translation>
    </message>
    <message>
        <source>This run was made by an earlier version, which read pixels by another rule.</source>
        <translation>Dieser Lauf stammt von einer früheren Version, die Pixel nach einer anderen Regel las.</translation>
    </message>
    <message>
        <source>{data} is no list of nodata values.</source>
        <translation>{data} ist keine Liste von Nodata-Werten.</translation>
    </message>
    <message>
        <source>{name} is made of other files, of which {gone} is missing.</source>
        <translation>{name} besteht aus anderen Dateien, von denen {gone} fehlt.</translation>
    </message>
    <message>
        <source>{name} is made of other files, of which {names} is missing.</source>
        <translation>{name} besteht aus anderen Dateien, von denen {names} fehlt.</translation>
    </message>
    <message>
        <source>{name} is made of other files, of which {names} is missing; what it showed is taken as nodata, also by windows that reach into it.</source>
        <translation>{name} besteht aus anderen Dateien, von denen {names} fehlt; was sie zeigte, gilt als Nodata, auch für Fenster, die dort hineinreichen.</translation>
    </message>
    <message>
        <source>{out} holds an unfinished run of an earlier version, which read pixels by another rule.</source>
        <translation>{out} enthält einen unfertigen Lauf einer früheren Version, die Pixel nach einer anderen Regel las.</translation>
    </message>
    <message>
        <source>{share} of the raster, inside its outline, is taken as nodata and gets no label. If that is picture, correct the raster&apos;s nodata value or mask.</source>
        <translation>{share} des Rasters gelten innerhalb seines Umrisses als Nodata und bekommen keine Klasse. Wenn das Bild ist, berichtigen Sie Nodata-Wert oder Maske des Rasters.</translation>
    </message>
    <message>
        <source>The place lies near the word {word} itself.</source>
        <translation>Die Stelle liegt nahe beim Wort {word} selbst.</translation>
    </message>
    <message>
        <source>Leave “text” out of the extractor in pack.json, or fetch the pack again.</source>
        <translation>Lassen Sie „text“ beim Extraktor in pack.json weg, oder holen Sie das Paket noch einmal.</translation>
    </message>
    <message>
        <source>No extractor in use of the pack “{name}” compares places with texts.</source>
        <translation>Kein verwendeter Extraktor des Pakets „{name}“ vergleicht Stellen mit Texten.</translation>
    </message>
    <message>
        <source>The pack has not learned {left_out} at {gsd_m} m per pixel; left out.</source>
        <translation>Das Paket hat {left_out} bei {gsd_m} m pro Pixel nicht gelernt; weggelassen.</translation>
    </message>
    <message>
        <source>The texts of the pack “{name}” have {shape} numbers, its extractor “{name2}” gives {listed}.</source>
        <translation>Die Texte des Pakets „{name}“ haben {shape} Zahlen, sein Extraktor „{name2}“ gibt {listed}.</translation>
    </message>
    <message>
        <source>This run was made by version {then} of the pack “{name}”, and version {now} is here.</source>
        <translation>Dieser Lauf wurde mit Version {then} des Pakets „{name}“ gemacht, und hier ist Version {now}.</translation>
    </message>
    <message>
        <source>Use text_prototypes=off, or the pack&apos;s own extractors.</source>
        <translation>Verwenden Sie text_prototypes=off oder die eigenen Extraktoren des Pakets.</translation>
    </message>
    <message>
        <source>text tower of {name}</source>
        <translation>Textteil von {name}</translation>
    </message>
    <message>
        <source>The Python {path} cannot run the engine.</source>
        <translation>Das Python {path} kann die Engine nicht ausführen.</translation>
    </message>
    <message>
        <source>The engine: press “Set up” below.</source>
        <translation>Die Engine: unten „Einrichten“ drücken.</translation>
    </message>
    <message>
        <source>{fetch} and takes about {size} of disk ({free}).</source>
        <translation>{fetch} und belegt etwa {size} ({free}).</translation>
    </message>
    <message>
        <source>It works beside QGIS, in a Python environment of its own.</source>
        <translation>Sie arbeitet neben QGIS, in einer eigenen Python-Umgebung.</translation>
    </message>
    <message>
        <source>The set-up was not finished. What was fetched is kept: “Set up” goes on from there.</source>
        <translation>Die Einrichtung wurde nicht beendet. Was geladen wurde, bleibt erhalten: „Einrichten“ fährt dort fort.</translation>
    </message>
    <message>
        <source>Why this build</source>
        <translation>Warum diese Fassung</translation>
    </message>
    <message>
        <source>What was tried</source>
        <translation>Was versucht wurde</translation>
    </message>
    <message>
        <source>As the usual index has it</source>
        <translation>Wie im üblichen Index</translation>
    </message>
    <message>
        <source>The build of the usual index is chosen now, about {what} to fetch: press “Set up” again to take it.</source>
        <translation>Jetzt ist die Fassung des üblichen Index gewählt, etwa {what} zu laden: erneut „Einrichten“ drücken, um sie zu nehmen.</translation>
    </message>
    <message>
        <source>The index that has torch&apos;s builds (download.pytorch.org) cannot be reached.</source>
        <translation>Der Index mit den Fassungen von torch (download.pytorch.org) ist nicht zu erreichen.</translation>
    </message>
    <message>
        <source>From an image to a map in three steps</source>
        <translation>Vom Bild zur Karte in drei Schritten</translation>
    </message>
    <message>
        <source>Only reviewed polygons</source>
        <translation>Nur geprüfte Polygone</translation>
    </message>
    <message>
        <source>Those whose field “reviewed” is ticked.</source>
        <translation>Die, deren Feld „reviewed“ angekreuzt ist.</translation>
    </message>
    <message>
        <source>Background, too</source>
        <translation>Auch Hintergrund</translation>
    </message>
    <message>
        <source>Whether polygons of the background are exported.</source>
        <translation>Ob Polygone des Hintergrunds exportiert werden.</translation>
    </message>
    <message>
        <source>Least confidence</source>
        <translation>Mindestkonfidenz</translation>
    </message>
    <message>
        <source>0 takes all; above it, polygons without a confidence are left out.</source>
        <translation>0 nimmt alle; darüber bleiben Polygone ohne Konfidenz weg.</translation>
    </message>
    <message>
        <source>The virtual fields and joins of “{layer}” cannot be written: {error}.</source>
        <translation>Die virtuellen Felder und Verknüpfungen von „{layer}“ können nicht geschrieben werden: {error}.</translation>
    </message>
    <message>
        <source>Nothing is selected in “{layer}”.</source>
        <translation>In „{layer}“ ist nichts ausgewählt.</translation>
    </message>
    <message>
        <source>Select polygons first, or export all.</source>
        <translation>Wählen Sie erst Polygone aus, oder exportieren Sie alle.</translation>
    </message>
    <message>
        <source>The filter of “{layer}” was not applied.</source>
        <translation>Der Filter von „{layer}“ wurde nicht angewendet.</translation>
    </message>
    <message>
        <source>{n} of {all} polygons are in it.</source>
        <translation>{n} von {all} Polygonen sind darin.</translation>
    </message>
    <message>
        <source>Only selected ({n})</source>
        <translation>Nur ausgewählte ({n})</translation>
    </message>
    <message>
        <source>Those that are selected in the layer; select some first</source>
        <translation>Die im Layer ausgewählten; wählen Sie erst welche aus</translation>
    </message>
    <message>
        <source>Only reviewed</source>
        <translation>Nur geprüfte</translation>
    </message>
    <message>
        <source>any</source>
        <translation>jede</translation>
    </message>
    <message>
        <source>The least confidence, 0 to 1; polygons without one are then left out</source>
        <translation>Die kleinste Konfidenz, 0 bis 1; Polygone ohne Konfidenz bleiben dann weg</translation>
    </message>
    <message>
        <source>Ask for more: selected, reviewed, background and confidence are what leaves polygons out.</source>
        <translation>Nehmen Sie mehr: Auswahl, Prüfung, Hintergrund und Konfidenz lassen Polygone weg.</translation>
    </message>
    <message>
        <source>Check the disk, then run again with the same folder: it is ended, and nothing is computed again.</source>
        <translation>Den Datenträger prüfen und mit demselben Ordner erneut ausführen: der Lauf wird abgeschlossen, nichts wird noch einmal gerechnet.</translation>
    </message>
    <message>
        <source>Choose polygons of a run, or ask for all.</source>
        <translation>Wählen Sie die Polygone eines Laufs, oder nehmen Sie alle.</translation>
    </message>
    <message>
        <source>Export again.</source>
        <translation>Exportieren Sie noch einmal.</translation>
    </message>
    <message>
        <source>Export without a least confidence.</source>
        <translation>Exportieren Sie ohne Mindestkonfidenz.</translation>
    </message>
    <message>
        <source>Field names are made short and plain; which became which is told.</source>
        <translation>Feldnamen werden kurz und einfach; welcher zu welchem wurde, wird gesagt.</translation>
    </message>
    <message>
        <source>Heights of the corners (Z) are left out: labels are flat.</source>
        <translation>Höhen der Ecken (Z) bleiben weg: exportierte Polygone sind flach.</translation>
    </message>
    <message>
        <source>Make room, or choose another folder.</source>
        <translation>Platz schaffen oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>None of the {size} polygons is among those that were asked for.</source>
        <translation>Keines der {size} Polygone gehört zu denen, die gewünscht waren.</translation>
    </message>
    <message>
        <source>The layer {name} has no field “{name2}”.</source>
        <translation>Der Layer {name} hat kein Feld „{name2}“.</translation>
    </message>
    <message>
        <source>The polygons in {name} have changed meanwhile.</source>
        <translation>Die Polygone in {name} haben sich inzwischen geändert.</translation>
    </message>
    <message>
        <source>The results lie in {path}, but its end could not be noted: {error}.</source>
        <translation>Die Ergebnisse liegen in {path}, aber das Ende des Laufs ließ sich nicht vermerken: {error}.</translation>
    </message>
    <message>
        <source>The run in {path} was complete; what its end had left behind is removed.</source>
        <translation>Der Lauf in {path} war vollständig; was an seinem Ende liegen geblieben war, ist entfernt.</translation>
    </message>
    <message>
        <source>the disk did not take it</source>
        <translation>der Datenträger nahm es nicht an</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>der Datenträger ist voll</translation>
    </message>
    <message>
        <source>{name} is not on the disk as it was written.</source>
        <translation>{name} liegt nicht so auf dem Datenträger, wie es geschrieben wurde.</translation>
    </message>
    <message>
        <source>“confidence” in {name} is a text.</source>
        <translation>„confidence“ in {name} ist ein Text.</translation>
    </message>
    <message>
        <source>This result is being worked on.</source>
        <translation>An diesem Ergebnis wird gerade gearbeitet.</translation>
    </message>
    <message>
        <source>Wait for that to end; the task bar shows how far it is.</source>
        <translation>Warten Sie, bis das fertig ist; die Aufgabenleiste zeigt, wie weit es ist.</translation>
    </message>
    <message>
        <source>{title}, beside what is going on…</source>
        <translation>{title}, neben dem, was gerade läuft …</translation>
    </message>
    <message>
        <source>The place before is still being looked at.</source>
        <translation>Die Stelle davor wird noch angesehen.</translation>
    </message>
    <message>
        <source>Click again in a moment.</source>
        <translation>Klicken Sie gleich noch einmal.</translation>
    </message>
    <message>
        <source>Looking for the engine&apos;s Python</source>
        <translation>Das Python der Engine wird gesucht</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Words in English</source>
        <translation>Wörter auf Englisch</translation>
    </message>
    <message>
        <source>In English for the pack: {words}.</source>
        <translation>Für das Paket auf Englisch: {words}.</translation>
    </message>
    <message>
        <source>Large polygons in pieces</source>
        <translation>Große Polygone in Stücken</translation>
    </message>
    <message>
        <source>As the run has cut them; otherwise they are put together again.</source>
        <translation>So, wie der Lauf sie zerschnitten hat; sonst werden sie wieder zusammengesetzt.</translation>
    </message>
    <message>
        <source>As the run has cut them; otherwise they are put together again</source>
        <translation>So, wie der Lauf sie zerschnitten hat; sonst werden sie wieder zusammengesetzt</translation>
    </message>
    <message>
        <source>{image}, {when}</source>
        <translation>{image}, {when}</translation>
    </message>
    <message>
        <source>{image} polygons, {when}</source>
        <translation>{image} Polygone, {when}</translation>
    </message>
    <message>
        <source>{image} classes, {when}</source>
        <translation>{image} Klassen, {when}</translation>
    </message>
    <message>
        <source>{image} confidence, {when}</source>
        <translation>{image} Konfidenz, {when}</translation>
    </message>
    <message>
        <source>Cutting large polygons</source>
        <translation>Große Polygone werden zerschnitten</translation>
    </message>
    <message>
        <source>Pieces of large polygons that were put together again: {together}.</source>
        <translation>Stücke großer Polygone, die wieder zusammengesetzt wurden: {together}.</translation>
    </message>
    <message>
        <source>Polygons with too many corners to be drawn and edited well: {large}, cut into {pieces} pieces. A change of one counts for all of its pieces.</source>
        <translation>Polygone mit zu vielen Ecken, um gut gezeichnet und bearbeitet zu werden: {large}, zerschnitten in {pieces} Stücke. Eine Änderung an einem Stück gilt für alle Stücke seines Polygons.</translation>
    </message>
    <message>
        <source>A shape in the area {name} is damaged, for example a ring that does not end where it began.</source>
        <translation>Eine Form im Gebiet {name} ist beschädigt, zum Beispiel ein Ring, der nicht dort endet, wo er begann.</translation>
    </message>
    <message>
        <source>A shape in {name} is damaged, for example a ring that does not end where it began.</source>
        <translation>Eine Form in {name} ist beschädigt, zum Beispiel ein Ring, der nicht dort endet, wo er begann.</translation>
    </message>
    <message>
        <source>Close other programs, choose a smaller area or the draft preset, then run again.</source>
        <translation>Andere Programme schließen, ein kleineres Gebiet oder die Qualität „Entwurf“ wählen, dann erneut ausführen.</translation>
    </message>
    <message>
        <source>Give it a place again (QGIS: Raster › Conversion › Translate, or its world file).</source>
        <translation>Ihm wieder einen Ort geben (QGIS: Raster › Konvertierung › Übersetzen, oder seine World-Datei).</translation>
    </message>
    <message>
        <source>Give the file another name.</source>
        <translation>Der Datei einen anderen Namen geben.</translation>
    </message>
    <message>
        <source>Raise the limit (ulimit -v), or use a computer with more memory.</source>
        <translation>Die Grenze anheben (ulimit -v) oder einen Rechner mit mehr Speicher nehmen.</translation>
    </message>
    <message>
        <source>Repair it in QGIS (Fix geometries), or draw it again.</source>
        <translation>Sie in QGIS reparieren (Geometrien reparieren) oder neu zeichnen.</translation>
    </message>
    <message>
        <source>Save it as a file first.</source>
        <translation>Es zuerst als Datei speichern.</translation>
    </message>
    <message>
        <source>The name {name} holds bytes that are no letters.</source>
        <translation>Der Name {name} enthält Bytes, die keine Buchstaben sind.</translation>
    </message>
    <message>
        <source>The raster&apos;s place on the map is damaged: its pixels have no size.</source>
        <translation>Der Ort des Rasters auf der Karte ist beschädigt: Seine Pixel haben keine Größe.</translation>
    </message>
    <message>
        <source>The request cannot be understood: {error}.</source>
        <translation>Die Anfrage ist nicht zu verstehen: {error}.</translation>
    </message>
    <message>
        <source>There is too little memory for this.</source>
        <translation>Dafür ist zu wenig Arbeitsspeicher da.</translation>
    </message>
    <message>
        <source>This process may use {limit} GB of memory; the engine needs {least_bytes} GB.</source>
        <translation>Dieser Prozess darf {limit} GB Arbeitsspeicher belegen; die Engine braucht {least_bytes} GB.</translation>
    </message>
    <message>
        <source>{path} is a pipe or a device, not a file.</source>
        <translation>{path} ist eine Pipe oder ein Gerät, keine Datei.</translation>
    </message>
    <message>
        <source>Area to a class</source>
        <translation>Fläche einer Klasse gegeben</translation>
    </message>
    <message>
        <source>Polygon split</source>
        <translation>Polygon geteilt</translation>
    </message>
    <message>
        <source>These two polygons do not touch along a border.</source>
        <translation>Diese beiden Polygone berühren sich nicht entlang einer Grenze.</translation>
    </message>
    <message>
        <source>Click a neighbour of the current polygon.</source>
        <translation>Klicken Sie auf einen Nachbarn des aktuellen Polygons.</translation>
    </message>
    <message>
        <source>Polygons merged</source>
        <translation>Polygone verschmolzen</translation>
    </message>
    <message>
        <source>Hole filled</source>
        <translation>Loch gefüllt</translation>
    </message>
    <message>
        <source>Nothing would be left of the polygon.</source>
        <translation>Vom Polygon bliebe nichts übrig.</translation>
    </message>
    <message>
        <source>Delete it by giving it another class.</source>
        <translation>Geben Sie ihm eine andere Klasse, statt es zu löschen.</translation>
    </message>
    <message>
        <source>Border moved</source>
        <translation>Grenze verschoben</translation>
    </message>
    <message>
        <source>Corner moved</source>
        <translation>Ecke verschoben</translation>
    </message>
    <message>
        <source>No right angles fit this polygon.</source>
        <translation>Zu diesem Polygon passen keine rechten Winkel.</translation>
    </message>
    <message>
        <source>Draw its border anew, or split it first.</source>
        <translation>Zeichnen Sie seine Grenze neu, oder teilen Sie es zuerst.</translation>
    </message>
    <message>
        <source>Right angles</source>
        <translation>Rechte Winkel</translation>
    </message>
    <message>
        <source>Border smoothed</source>
        <translation>Grenze geglättet</translation>
    </message>
    <message>
        <source>The polygon holds no cell of the raster.</source>
        <translation>Das Polygon enthält keine Zelle des Rasters.</translation>
    </message>
    <message>
        <source>Merge it with a neighbour instead.</source>
        <translation>Verschmelzen Sie es stattdessen mit einem Nachbarn.</translation>
    </message>
    <message>
        <source>Snapped to cells</source>
        <translation>An Zellen ausgerichtet</translation>
    </message>
    <message>
        <source>A polygon would be turned inside out there.</source>
        <translation>Ein Polygon würde dort umgestülpt.</translation>
    </message>
    <message>
        <source>Move the corner less far.</source>
        <translation>Verschieben Sie die Ecke weniger weit.</translation>
    </message>
    <message>
        <source>This corner lies at the border of the map, which stays.</source>
        <translation>Diese Ecke liegt am Rand der Karte, der bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>Move one between two polygons.</source>
        <translation>Verschieben Sie eine zwischen zwei Polygonen.</translation>
    </message>
    <message>
        <source>This could not be cut without leaving gaps, so nothing was changed.</source>
        <translation>Das ließ sich nicht ohne Lücken schneiden, deshalb wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Draw it a little differently, or look for gaps and overlaps here first.</source>
        <translation>Zeichnen Sie es etwas anders, oder suchen Sie hier zuerst nach Lücken und Überlappungen.</translation>
    </message>
    <message>
        <source>“{layer}” is not being edited.</source>
        <translation>„{layer}“ wird nicht bearbeitet.</translation>
    </message>
    <message>
        <source>Switch editing on, and try again.</source>
        <translation>Schalten Sie die Bearbeitung ein, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>“{layer}” refused the change, and is as it was.</source>
        <translation>„{layer}“ hat die Änderung abgelehnt und ist, wie es war.</translation>
    </message>
    <message>
        <source>Save your edits, and try again.</source>
        <translation>Speichern Sie Ihre Änderungen, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>There are no polygons to edit.</source>
        <translation>Es gibt keine Polygone zu bearbeiten.</translation>
    </message>
    <message>
        <source>Choose a result first.</source>
        <translation>Wählen Sie zuerst ein Ergebnis.</translation>
    </message>
    <message>
        <source>Gaps and overlaps mended</source>
        <translation>Lücken und Überlappungen geheilt</translation>
    </message>
    <message>
        <source>Drag around what is to be of the class; begin inside a polygon of it to let that one grow.</source>
        <translation>Umfahren Sie, was zur Klasse gehören soll; beginnen Sie in einem Polygon der Klasse, damit dieses wächst.</translation>
    </message>
    <message>
        <source>Drag around an area.</source>
        <translation>Umfahren Sie eine Fläche.</translation>
    </message>
    <message>
        <source>All of it is of that class already.</source>
        <translation>Alles davon gehört schon zu dieser Klasse.</translation>
    </message>
    <message>
        <source>Paint what is to be of the class; [ and ] make the brush smaller and larger.</source>
        <translation>Malen Sie, was zur Klasse gehören soll; [ und ] machen den Pinsel kleiner und größer.</translation>
    </message>
    <message>
        <source>Draw a line right through the polygon; a right click ends it.</source>
        <translation>Ziehen Sie eine Linie ganz durch das Polygon; ein Rechtsklick beendet sie.</translation>
    </message>
    <message>
        <source>Draw a line right through the polygon.</source>
        <translation>Ziehen Sie eine Linie ganz durch das Polygon.</translation>
    </message>
    <message>
        <source>The line does not go right through the polygon.</source>
        <translation>Die Linie geht nicht ganz durch das Polygon.</translation>
    </message>
    <message>
        <source>Draw where the border goes, from inside the polygon and back into it; or drag one of its corners.</source>
        <translation>Zeichnen Sie, wo die Grenze verläuft, aus dem Polygon heraus und wieder hinein; oder ziehen Sie eine seiner Ecken.</translation>
    </message>
    <message>
        <source>Draw where the border goes.</source>
        <translation>Zeichnen Sie, wo die Grenze verläuft.</translation>
    </message>
    <message>
        <source>There is no polygon.</source>
        <translation>Dort ist kein Polygon.</translation>
    </message>
    <message>
        <source>The corner is where it was.</source>
        <translation>Die Ecke ist, wo sie war.</translation>
    </message>
    <message>
        <source>The line has to begin and end in the polygon, and leave it.</source>
        <translation>Die Linie muss im Polygon beginnen und enden und es dazwischen verlassen.</translation>
    </message>
    <message>
        <source>Click the neighbour that is to become part of the current polygon.</source>
        <translation>Klicken Sie auf den Nachbarn, der Teil des aktuellen Polygons werden soll.</translation>
    </message>
    <message>
        <source>Now click the neighbour that is to become part of it.</source>
        <translation>Klicken Sie jetzt auf den Nachbarn, der ein Teil davon werden soll.</translation>
    </message>
    <message>
        <source>This is the current polygon itself; click a neighbour.</source>
        <translation>Das ist das aktuelle Polygon selbst; klicken Sie auf einen Nachbarn.</translation>
    </message>
    <message>
        <source>Save the polygons for other programs, or as a data set for training</source>
        <translation>Die Polygone für andere Programme speichern, oder als Datensatz zum Trainieren</translation>
    </message>
    <message>
        <source>Saves labelled polygons for other programs, with all attributes and a style file (.qml) beside them.

The name of the file decides the format: .shp, .gpkg, .geojson or .fgb. In a Shapefile field names have at most 10 bytes: Latin, Greek and Cyrillic letters become plain ones, other scripts stay; which name became which is said in the log and in a table beside it. GeoJSON is in longitude and latitude (WGS 84). Virtual fields and joins are exported as values.

With another format the labels go into a new folder: COCO, YOLO and masks with chips of the raster for training, or a STAC item for catalogues.</source>
        <translation>Speichert Polygone mit ihren Klassen für andere Programme, mit allen Attributen und einer Stildatei (.qml) daneben.

Der Name der Datei entscheidet über das Format: .shp, .gpkg, .geojson oder .fgb. In einem Shapefile haben Feldnamen höchstens 10 Bytes: lateinische, griechische und kyrillische Buchstaben werden zu einfachen, andere Schriften bleiben; welcher Name zu welchem wurde, steht im Protokoll und in einer Tabelle daneben. GeoJSON ist in Länge und Breite (WGS 84). Virtuelle Felder und Verknüpfungen werden als Werte exportiert.

Mit einem anderen Format kommen die Polygone in einen neuen Ordner: COCO, YOLO und Masken mit Kacheln des Rasters zum Trainieren, oder ein STAC-Item für Kataloge.</translation>
    </message>
    <message>
        <source>A new file that ends in .shp, .gpkg, .geojson or .fgb; a file that is there is never changed.</source>
        <translation>Eine neue Datei, die auf .shp, .gpkg, .geojson oder .fgb endet; eine vorhandene wird nie geändert.</translation>
    </message>
    <message>
        <source>Folder of the data set</source>
        <translation>Ordner des Datensatzes</translation>
    </message>
    <message>
        <source>For formats that need a folder: a new or empty one.</source>
        <translation>Für Formate, die einen Ordner brauchen: ein neuer oder leerer.</translation>
    </message>
    <message>
        <source>Chips written</source>
        <translation>Geschriebene Kacheln</translation>
    </message>
    <message>
        <source>Side of a chip, pixels</source>
        <translation>Seite einer Kachel, Pixel</translation>
    </message>
    <message>
        <source>Pixels of the raster; at its edges chips are smaller.</source>
        <translation>Pixel des Rasters; an seinen Rändern sind Kacheln kleiner.</translation>
    </message>
    <message>
        <source>Overlap of chips, pixels</source>
        <translation>Überlappung der Kacheln, Pixel</translation>
    </message>
    <message>
        <source>What neighbouring chips share.</source>
        <translation>Was benachbarte Kacheln gemeinsam haben.</translation>
    </message>
    <message>
        <source>Another one splits otherwise; the same splits the same.</source>
        <translation>Ein anderer teilt anders auf; derselbe teilt gleich auf.</translation>
    </message>
    <message>
        <source>Chips without an object, too</source>
        <translation>Auch Kacheln ohne Objekt</translation>
    </message>
    <message>
        <source>Networks also learn from places where nothing is.</source>
        <translation>Netze lernen auch von Stellen, wo nichts ist.</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Shares of training, validation and test, as in 70/20/10; no place is in two of them.</source>
        <translation>Anteile für Training, Validierung und Test, wie 70/20/10; keine Stelle ist in zweien davon.</translation>
    </message>
    <message>
        <source>The raster of the chips; by default that of the run that the polygons lie in.</source>
        <translation>Das Raster der Kacheln; sonst das des Laufs, in dem die Polygone liegen.</translation>
    </message>
    <message>
        <source>No folder was named for the data set.</source>
        <translation>Für den Datensatz wurde kein Ordner genannt.</translation>
    </message>
    <message>
        <source>Name a new one; this format is no single file.</source>
        <translation>Nennen Sie einen neuen; dieses Format ist keine einzelne Datei.</translation>
    </message>
    <message>
        <source>{chips} chips hold {objects} objects.</source>
        <translation>{chips} Kacheln enthalten {objects} Objekte.</translation>
    </message>
    <message>
        <source>Empty chips, too</source>
        <translation>Auch leere Kacheln</translation>
    </message>
    <message>
        <source>Chip, pixels</source>
        <translation>Kachel, Pixel</translation>
    </message>
    <message>
        <source>Overlap, pixels</source>
        <translation>Überlappung, Pixel</translation>
    </message>
    <message>
        <source>A GeoJSON, described for catalogues, with a link to the raster.</source>
        <translation>Ein GeoJSON, für Kataloge beschrieben, mit einem Verweis auf das Raster.</translation>
    </message>
    <message>
        <source>A chip of {size} pixels is not possible.</source>
        <translation>Eine Kachel von {size} Pixeln ist nicht möglich.</translation>
    </message>
    <message>
        <source>All names and attributes; quick to read in parts.</source>
        <translation>Alle Namen und Attribute; schnell in Teilen zu lesen.</translation>
    </message>
    <message>
        <source>At most half of a chip.</source>
        <translation>Höchstens eine halbe Kachel.</translation>
    </message>
    <message>
        <source>COCO (folder)</source>
        <translation>COCO (Ordner)</translation>
    </message>
    <message>
        <source>COCO, RLE (folder)</source>
        <translation>COCO, RLE (Ordner)</translation>
    </message>
    <message>
        <source>Chips of {size} pixels cannot share {overlap}.</source>
        <translation>Kacheln von {size} Pixeln können nicht {overlap} gemeinsam haben.</translation>
    </message>
    <message>
        <source>Chips without an object, left out: {without}.</source>
        <translation>Kacheln ohne Objekt, weggelassen: {without}.</translation>
    </message>
    <message>
        <source>Choose polygons of a run.</source>
        <translation>Wählen Sie die Polygone eines Laufs.</translation>
    </message>
    <message>
        <source>Choose the raster that they were made from.</source>
        <translation>Wählen Sie das Raster, aus dem sie gemacht sind.</translation>
    </message>
    <message>
        <source>Choose {smallest} to {largest} pixels.</source>
        <translation>Wählen Sie {smallest} bis {largest} Pixel.</translation>
    </message>
    <message>
        <source>Class ids; 0 is background, 255 is what has no label.</source>
        <translation>Nummern der Klassen; 0 ist Hintergrund, 255 ist, was keine Klasse hat.</translation>
    </message>
    <message>
        <source>Classes of {name}, labelled with Terralex</source>
        <translation>Klassen von {name}, mit Terralex gemacht</translation>
    </message>
    <message>
        <source>Keep empty chips, or leave fewer polygons out.</source>
        <translation>Behalten Sie leere Kacheln, oder lassen Sie weniger Polygone weg.</translation>
    </message>
    <message>
        <source>Labels made with Terralex</source>
        <translation>Mit Terralex gemacht</translation>
    </message>
    <message>
        <source>Name the raster, too.</source>
        <translation>Nennen Sie auch das Raster.</translation>
    </message>
    <message>
        <source>No chip holds an object.</source>
        <translation>Keine Kachel enthält ein Objekt.</translation>
    </message>
    <message>
        <source>No chip is for {missing}: the area is too small for such a split.</source>
        <translation>Keine Kachel ist für {missing}: die Fläche ist zu klein für eine solche Aufteilung.</translation>
    </message>
    <message>
        <source>No polygon lies on {name}.</source>
        <translation>Auf {name} liegt kein Polygon.</translation>
    </message>
    <message>
        <source>Outlines in shares of the chip; holes are cut open.</source>
        <translation>Umrisse in Anteilen der Kachel; Löcher werden aufgeschnitten.</translation>
    </message>
    <message>
        <source>PNG masks (folder)</source>
        <translation>PNG-Masken (Ordner)</translation>
    </message>
    <message>
        <source>Pieces of less than a pixel at the edges of chips, left out: {slivers}.</source>
        <translation>Stücke von weniger als einem Pixel an den Rändern von Kacheln, weggelassen: {slivers}.</translation>
    </message>
    <message>
        <source>Polygons in pixels; where one has holes, its pixels (RLE).</source>
        <translation>Polygone in Pixeln; wo eines Löcher hat, seine Pixel (RLE).</translation>
    </message>
    <message>
        <source>Reading the labels</source>
        <translation>Polygone werden gelesen</translation>
    </message>
    <message>
        <source>STAC label item (folder)</source>
        <translation>STAC-Label-Item (Ordner)</translation>
    </message>
    <message>
        <source>Set the raster&apos;s coordinate system before the run, or choose another format.</source>
        <translation>Setzen Sie das Koordinatensystem des Rasters vor dem Lauf, oder wählen Sie ein anderes Format.</translation>
    </message>
    <message>
        <source>The layer {name} has no field “class_name”.</source>
        <translation>Der Layer {name} hat kein Feld „class_name“.</translation>
    </message>
    <message>
        <source>The pixels of each object (RLE).</source>
        <translation>Die Pixel jedes Objekts (RLE).</translation>
    </message>
    <message>
        <source>Without a coordinate system nothing can be described in a catalogue.</source>
        <translation>Ohne Koordinatensystem kann nichts für einen Katalog beschrieben werden.</translation>
    </message>
    <message>
        <source>Write shares as in 70/20/10, or 80/20 without a test.</source>
        <translation>Schreiben Sie Anteile wie 70/20/10, oder 80/20 ohne Test.</translation>
    </message>
    <message>
        <source>Writing chip {number} of {plan}</source>
        <translation>Kachel {number} von {plan} wird geschrieben</translation>
    </message>
    <message>
        <source>YOLO-seg (folder)</source>
        <translation>YOLO-seg (Ordner)</translation>
    </message>
    <message>
        <source>{name} and {name2} have different coordinate systems.</source>
        <translation>{name} und {name2} haben verschiedene Koordinatensysteme.</translation>
    </message>
    <message>
        <source>{name} lies in the folder of no run, so its raster is not known.</source>
        <translation>{name} liegt im Ordner keines Laufs, sein Raster ist also nicht bekannt.</translation>
    </message>
    <message>
        <source>“{text}” does not say how to split.</source>
        <translation>„{text}“ sagt nicht, wie aufgeteilt werden soll.</translation>
    </message>
    <message>
        <source>“{ending}” goes by the name of the file. These make a folder: {formats}.</source>
        <translation>„{ending}“ richtet sich nach dem Namen der Datei. Diese machen einen Ordner: {formats}.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Fill from the neighbour</source>
        <translation>Aus dem Nachbarn füllen</translation>
    </message>
    <message>
        <source>There is nothing left to mend.</source>
        <translation>Es gibt nichts mehr zu heilen.</translation>
    </message>
    <message>
        <source>Mended: {n} polygons were changed. Ctrl+Z takes it back; save to keep it.</source>
        <translation>Geheilt: {n} Polygone wurden geändert. Strg+Z nimmt es zurück; speichern Sie, um es zu behalten.</translation>
    </message>
    <message>
        <source>{n} square units of the map</source>
        <translation>{n} Quadrateinheiten der Karte</translation>
    </message>
    <message>
        <source>Class accepted</source>
        <translation>Klasse bestätigt</translation>
    </message>
    <message>
        <source>Class {name}</source>
        <translation>Klasse {name}</translation>
    </message>
    <message>
        <source>Class {name} for {n} polygons</source>
        <translation>Klasse {name} für {n} Polygone</translation>
    </message>
    <message>
        <source>key {key}</source>
        <translation>Taste {key}</translation>
    </message>
    <message>
        <source>First letters of a class</source>
        <translation>Anfang einer Klasse</translation>
    </message>
    <message>
        <source>Move its border</source>
        <translation>Seine Grenze verschieben</translation>
    </message>
    <message>
        <source>There is no result in this project. Press Run first.</source>
        <translation>In diesem Projekt ist kein Ergebnis. Zuerst „Ausführen“ drücken.</translation>
    </message>
    <message>
        <source>Strokes become {name}. A digit chooses another class, Esc ends.</source>
        <translation>Striche werden {name}. Eine Ziffer wählt eine andere Klasse, Esc beendet.</translation>
    </message>
    <message>
        <source>Nothing had to be changed.</source>
        <translation>Es war nichts zu ändern.</translation>
    </message>
    <message>
        <source>No area is drawn. Draw one on the page Make, under Area.</source>
        <translation>Es ist kein Gebiet gezeichnet. Das geht auf der Seite „Erstellen“, unter „Gebiet“.</translation>
    </message>
    <message>
        <source>The edits are saved.</source>
        <translation>Die Änderungen sind gespeichert.</translation>
    </message>
    <message>
        <source>{n} polygons are selected: a class key acts on all of them.</source>
        <translation>{n} Polygone sind ausgewählt: eine Klassentaste gilt für alle.</translation>
    </message>
    <message>
        <source>{name}, reviewed;</source>
        <translation>{name}, geprüft;</translation>
    </message>
    <message>
        <source>{name}?</source>
        <translation>{name}?</translation>
    </message>
    <message>
        <source>second guess: {name}</source>
        <translation>zweite Vermutung: {name}</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Dim what the run was less sure of</source>
        <translation>Blass zeigen, was weniger sicher ist</translation>
    </message>
    <message>
        <source>Hide it instead of dimming it</source>
        <translation>Verbergen statt blass zeigen</translation>
    </message>
    <message>
        <source>Confidence: all are shown</source>
        <translation>Sicherheit: alle werden gezeigt</translation>
    </message>
    <message>
        <source>Hidden below {n}</source>
        <translation>Verborgen unter {n}</translation>
    </message>
    <message>
        <source>Dimmed below {n}</source>
        <translation>Blass unter {n}</translation>
    </message>
    <message>
        <source>Accept the class</source>
        <translation>Klasse bestätigen</translation>
    </message>
    <message>
        <source>Take the second guess</source>
        <translation>Zweite Vermutung nehmen</translation>
    </message>
    <message>
        <source>Skip: it comes again at the end</source>
        <translation>Überspringen: es kommt am Ende wieder</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Zurück nehmen</translation>
    </message>
    <message>
        <source>Find a class by its first letters</source>
        <translation>Klasse nach Anfangsbuchstaben finden</translation>
    </message>
    <message>
        <source>Hold: hide the polygons</source>
        <translation>Halten: Polygone verbergen</translation>
    </message>
    <message>
        <source>Hold: show how sure the run was</source>
        <translation>Halten: zeigen, wie sicher der Lauf war</translation>
    </message>
    <message>
        <source>Hold: only the picture left of the mouse</source>
        <translation>Halten: links der Maus nur das Bild</translation>
    </message>
    <message>
        <source>Lasso: what it surrounds gets a class</source>
        <translation>Lasso: was es umfasst, bekommt eine Klasse</translation>
    </message>
    <message>
        <source>Brush: what it paints gets a class</source>
        <translation>Pinsel: was er malt, bekommt eine Klasse</translation>
    </message>
    <message>
        <source>Split the polygon by a line</source>
        <translation>Polygon mit einer Linie teilen</translation>
    </message>
    <message>
        <source>Merge the polygon with a neighbour that is clicked</source>
        <translation>Polygon mit einem angeklickten Nachbarn verbinden</translation>
    </message>
    <message>
        <source>Choose another key.</source>
        <translation>Eine andere Taste wählen.</translation>
    </message>
    <message>
        <source>“{action}” has no key.</source>
        <translation>„{action}“ hat keine Taste.</translation>
    </message>
    <message>
        <source>The digits are those of the classes: choose another key for “{action}”.</source>
        <translation>Die Ziffern gehören den Klassen: eine andere Taste für „{action}“ wählen.</translation>
    </message>
    <message>
        <source>“{one}” and “{other}” have the same key.</source>
        <translation>„{one}“ und „{other}“ haben dieselbe Taste.</translation>
    </message>
    <message>
        <source>Keys of the review</source>
        <translation>Tasten der Durchsicht</translation>
    </message>
    <message>
        <source>Classes in their order, background</source>
        <translation>Klassen in ihrer Reihenfolge, Hintergrund</translation>
    </message>
    <message>
        <source>1 to 9, 0</source>
        <translation>1 bis 9, 0</translation>
    </message>
    <message>
        <source>What is wrong with the keys</source>
        <translation>Was an den Tasten nicht stimmt</translation>
    </message>
    <message>
        <source>Note my name with what I review</source>
        <translation>Meinen Namen bei Geprüftem vermerken</translation>
    </message>
    <message>
        <source>In the field “reviewer”, which exports leave out unless you ask for it</source>
        <translation>Im Feld „reviewer“, das Exporte weglassen, wenn man nicht danach fragt</translation>
    </message>
    <message>
        <source>How much of the area is reviewed</source>
        <translation>Wie viel der Fläche geprüft ist</translation>
    </message>
    <message>
        <source>Order of the polygons</source>
        <translation>Reihenfolge der Polygone</translation>
    </message>
    <message>
        <source>Only polygons of this class</source>
        <translation>Nur Polygone dieser Klasse</translation>
    </message>
    <message>
        <source>Not reviewed yet</source>
        <translation>Noch nicht geprüft</translation>
    </message>
    <message>
        <source>In the drawn area</source>
        <translation>Im gezeichneten Gebiet</translation>
    </message>
    <message>
        <source>Only polygons in the area that was drawn or chosen for a run</source>
        <translation>Nur Polygone in dem Gebiet, das für einen Lauf gezeichnet wurde</translation>
    </message>
    <message>
        <source>The current polygon</source>
        <translation>Das aktuelle Polygon</translation>
    </message>
    <message>
        <source>About the review</source>
        <translation>Zur Durchsicht</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Holes, right angles, borders of the current polygon; its neighbours follow</source>
        <translation>Löcher, rechte Winkel, Grenzen des aktuellen Polygons; die Nachbarn folgen</translation>
    </message>
    <message>
        <source>Opacity of the polygons</source>
        <translation>Deckkraft der Polygone</translation>
    </message>
    <message>
        <source>Save edits</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Keys…</source>
        <translation>Tasten…</translation>
    </message>
    <message>
        <source>What each key does; choose other keys</source>
        <translation>Was jede Taste tut; andere Tasten wählen</translation>
    </message>
    <message>
        <source>Write the edits into the file; until then undo takes them back</source>
        <translation>Die Änderungen in die Datei schreiben; bis dahin lassen sie sich zurücknehmen</translation>
    </message>
    <message>
        <source>&amp;Opacity</source>
        <translation>&amp;Deckkraft</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>Alle Klassen</translation>
    </message>
    <message>
        <source>{n} % of the area reviewed</source>
        <translation>{n} % der Fläche geprüft</translation>
    </message>
    <message>
        <source>No polygon is left here.</source>
        <translation>Hier ist kein Polygon mehr.</translation>
    </message>
    <message>
        <source>Doubt × area</source>
        <translation>Zweifel × Fläche</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>Größte zuerst</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>Nach Klassen</translation>
    </message>
    <message>
        <source>Least sure first</source>
        <translation>Unsicherste zuerst</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>Nächstgelegene</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Stimmt</translation>
    </message>
    <message>
        <source>Second guess</source>
        <translation>Zweite Wahl</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Voriges</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nächstes</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Pages of Terralex</source>
        <translation>Seiten von Terralex</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>Erstellen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Name classes, choose where, run</source>
        <translation>Klassen nennen, Gebiet wählen, starten</translation>
    </message>
    <message>
        <source>Look through a result and correct it</source>
        <translation>Ein Ergebnis durchsehen und berichtigen</translation>
    </message>
    <message>
        <source>There is no class {n} in this result.</source>
        <translation>In diesem Ergebnis gibt es keine Klasse {n}.</translation>
    </message>
    <message>
        <source>The run has no second guess for it.</source>
        <translation>Der Lauf hat keine zweite Vermutung dafür.</translation>
    </message>
    <message>
        <source>Everything here is reviewed.</source>
        <translation>Hier ist alles geprüft.</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Es gibt nichts zurückzunehmen.</translation>
    </message>
    <message>
        <source>The brush is {width} wide.</source>
        <translation>Der Pinsel ist {width} breit.</translation>
    </message>
    <message>
        <source>Fill its holes</source>
        <translation>Seine Löcher füllen</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>Glätten</translation>
    </message>
    <message>
        <source>Snap to the raster&apos;s cells</source>
        <translation>An die Zellen des Rasters anpassen</translation>
    </message>
    <message>
        <source>There is no current polygon.</source>
        <translation>Es gibt kein aktuelles Polygon.</translation>
    </message>
    <message>
        <source>Click one on the map first.</source>
        <translation>Zuerst eines auf der Karte anklicken.</translation>
    </message>
    <message>
        <source>Run it again with the pack that is here, and keep your corrections: they stay in the new map.</source>
        <translation>Wiederholen Sie den Lauf mit dem Paket, das hier ist, und behalten Sie Ihre Korrekturen: Sie bleiben in der neuen Karte.</translation>
    </message>
    <message>
        <source>{out} was begun with version {then} of “{name}”; version {now} is here.</source>
        <translation>{out} wurde mit Version {then} von „{name}“ begonnen; hier ist Version {now}.</translation>
    </message>
    <message>
        <source>Check the disk, then run again with the same folder.</source>
        <translation>Den Datenträger prüfen und mit demselben Ordner erneut ausführen.</translation>
    </message>
    <message>
        <source>Check the disk, then run again with the same folder; finished parts are kept.</source>
        <translation>Den Datenträger prüfen und mit demselben Ordner erneut ausführen; fertige Teile bleiben erhalten.</translation>
    </message>
    <message>
        <source>Is the disk connected and the file still in its place? Then run again.</source>
        <translation>Ist der Datenträger verbunden und die Datei noch an ihrem Platz? Dann erneut ausführen.</translation>
    </message>
    <message>
        <source>Make room and run again with the same folder.</source>
        <translation>Platz schaffen und mit demselben Ordner erneut ausführen.</translation>
    </message>
    <message>
        <source>Make room and run again with the same folder; finished parts are kept.</source>
        <translation>Platz schaffen und mit demselben Ordner erneut ausführen; fertige Teile bleiben erhalten.</translation>
    </message>
    <message>
        <source>The pack “{pack}” needs {more} MB more and {reserve} MB to spare; {there} MB are free beside {root}.</source>
        <translation>Das Paket „{pack}“ braucht {more} MB mehr und {reserve} MB Reserve; {there} MB sind frei neben {root}.</translation>
    </message>
    <message>
        <source>About the method</source>
        <translation>Über die Methode</translation>
    </message>
    <message>
        <source>Finds what you name in an aerial or satellite image.

For every class name Terralex draws pictures of it, turns them into visual prototypes and compares these with the raster, window by window; another method, DiffSegmenter, looks where the drawing network&apos;s attention finds each name. The results are a class raster, a confidence raster and polygons that form a coverage without gaps or overlaps, each with its class, its confidence and the second best class.

The work is done by a process of its own on this computer. A run that was stopped goes on where it was when it is started again with the same output folder and the same parameters.</source>
        <translation>Findet in einem Luft- oder Satellitenbild, was Sie benennen.

Zu jedem Klassennamen zeichnet Terralex Bilder, macht daraus visuelle Prototypen und vergleicht diese Fenster für Fenster mit dem Raster; eine andere Methode, DiffSegmenter, schaut, wo die Aufmerksamkeit des zeichnenden Netzes jeden Namen findet. Die Ergebnisse sind ein Klassenraster, ein Konfidenzraster und Polygone, die eine Bedeckung ohne Lücken und Überlappungen bilden, jedes mit seiner Klasse, seiner Konfidenz und der zweitbesten Klasse.

Die Arbeit macht ein eigener Prozess auf diesem Computer. Ein angehaltener Lauf geht dort weiter, wo er war, wenn er mit demselben Ausgabeordner und denselben Parametern erneut gestartet wird.</translation>
    </message>
    <message>
        <source>The network looks here for {word}, most of all in its layers of {rows} rows. The lit part is where it looks for it at least as strongly.</source>
        <translation>Das Netz sucht hier {word}, am meisten in seinen Schichten mit {rows} Zeilen. Hell ist, wo es mindestens so stark danach sucht.</translation>
    </message>
    <message>
        <source>Add scheme=paper, or leave “short_side” (or the preset paper) out.</source>
        <translation>Fügen Sie scheme=paper hinzu, oder lassen Sie „short_side“ (oder die Voreinstellung paper) weg.</translation>
    </message>
    <message>
        <source>All words are read</source>
        <translation>Alle Wörter sind gelesen</translation>
    </message>
    <message>
        <source>Leave it out, or use scheme=onepass.</source>
        <translation>Lassen Sie es weg, oder nehmen Sie scheme=onepass.</translation>
    </message>
    <message>
        <source>Looking how strongly words are found</source>
        <translation>Es wird geschaut, wie stark Wörter gefunden werden</translation>
    </message>
    <message>
        <source>Looks where the drawing network&apos;s attention finds each word: nothing is drawn, many words cost what one does.</source>
        <translation>Schaut, wo die Aufmerksamkeit des zeichnenden Netzes jedes Wort findet: Nichts wird gezeichnet, viele Wörter kosten so viel wie eines.</translation>
    </message>
    <message>
        <source>Reading the words</source>
        <translation>Die Wörter werden gelesen</translation>
    </message>
    <message>
        <source>The U-Net of the pack “{name}” does not look at words in a way that can be read.</source>
        <translation>Das U-Net des Pakets „{name}“ schaut nicht auf eine Weise auf Wörter, die sich ablesen lässt.</translation>
    </message>
    <message>
        <source>The method “{method}” draws nothing ahead; run it on a raster.</source>
        <translation>Die Methode „{method}“ zeichnet nichts im Voraus; starten Sie sie auf einem Raster.</translation>
    </message>
    <message>
        <source>Use pack, or a text with {word} in it.</source>
        <translation>Nehmen Sie pack oder einen Text mit {word} darin.</translation>
    </message>
    <message>
        <source>Use the method ovdiff, or another pack.</source>
        <translation>Nehmen Sie die Methode ovdiff oder ein anderes Paket.</translation>
    </message>
    <message>
        <source>{seen} of {squares} squares of {side} px, spread over the whole raster</source>
        <translation>{seen} von {squares} Quadraten zu {side} px, über das ganze Raster verteilt</translation>
    </message>
    <message>
        <source>“short_side” looks at pictures one by one, and “scheme=onepass” at a raster as a whole.</source>
        <translation>„short_side“ sieht Bilder einzeln an und „scheme=onepass“ ein Raster als Ganzes.</translation>
    </message>
    <message>
        <source>“template” is {template}.</source>
        <translation>„template“ ist {template}.</translation>
    </message>
    <message>
        <source>“{word}” is for one pass over all words.</source>
        <translation>„{word}“ ist für einen Durchgang über alle Wörter.</translation>
    </message>
    <message>
        <source>{name}: give it to the current polygon</source>
        <translation>{name}: dem aktuellen Polygon geben</translation>
    </message>
    <message>
        <source>Split it</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>Drawing points</source>
        <translation>Punkte werden gezogen</translation>
    </message>
    <message>
        <source>The report is in {folder}.</source>
        <translation>Der Bericht liegt in {folder}.</translation>
    </message>
    <message>
        <source>Accuracy report</source>
        <translation>Genauigkeitsbericht</translation>
    </message>
    <message>
        <source>{file} has no points to judge.</source>
        <translation>{file} enthält keine Punkte zum Beurteilen.</translation>
    </message>
    <message>
        <source>Draw a new sample, into another file.</source>
        <translation>Ziehen Sie eine neue Stichprobe in eine andere Datei.</translation>
    </message>
    <message>
        <source>Too few points are judged to say how right the map is.</source>
        <translation>Noch sind zu wenige Punkte beurteilt, um zu sagen, wie richtig die Karte ist.</translation>
    </message>
    <message>
        <source>Accuracy of the map</source>
        <translation>Genauigkeit der Karte</translation>
    </message>
    <message>
        <source>Points are drawn at random in each class of the map. You say what is there, without seeing what the map says; from your answers comes how right it is.</source>
        <translation>In jeder Klasse der Karte werden zufällige Punkte gezogen. Sie sagen, was dort ist, ohne zu sehen, was die Karte sagt; aus Ihren Antworten ergibt sich, wie richtig sie ist.</translation>
    </message>
    <message>
        <source>File of the points</source>
        <translation>Datei der Punkte</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Of each class at least</source>
        <translation>Je Klasse mindestens</translation>
    </message>
    <message>
        <source>The same seed draws the same points.</source>
        <translation>Derselbe Startwert zieht dieselben Punkte.</translation>
    </message>
    <message>
        <source>The others</source>
        <translation>Die übrigen</translation>
    </message>
    <message>
        <source>by the area of each class</source>
        <translation>nach der Fläche der Klassen</translation>
    </message>
    <message>
        <source>as many for each class</source>
        <translation>gleich viele je Klasse</translation>
    </message>
    <message>
        <source>Go on judging</source>
        <translation>Weiter beurteilen</translation>
    </message>
    <message>
        <source>Draw and judge</source>
        <translation>Ziehen und beurteilen</translation>
    </message>
    <message>
        <source>These points are there already; your answers in them stay.</source>
        <translation>Diese Punkte gibt es schon; Ihre Antworten darin bleiben.</translation>
    </message>
    <message>
        <source>Every answer is saved at once; you can stop at any time and go on later.</source>
        <translation>Jede Antwort wird sofort gespeichert; Sie können jederzeit aufhören und später weitermachen.</translation>
    </message>
    <message>
        <source>The answer could not be written into {file}.</source>
        <translation>Die Antwort konnte nicht in {file} geschrieben werden.</translation>
    </message>
    <message>
        <source>Is the disk full, or the file open in another program? Press the key again.</source>
        <translation>Ist der Datenträger voll oder die Datei in einem anderen Programm offen? Drücken Sie die Taste noch einmal.</translation>
    </message>
    <message>
        <source>Not judged yet</source>
        <translation>Noch nicht beurteilt</translation>
    </message>
    <message>
        <source>Judged</source>
        <translation>Beurteilt</translation>
    </message>
    <message>
        <source>Points judged</source>
        <translation>Beurteilte Punkte</translation>
    </message>
    <message>
        <source>Accuracy so far</source>
        <translation>Genauigkeit bisher</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>Bericht…</translation>
    </message>
    <message>
        <source>Error matrix, accuracies and areas of what was judged so far</source>
        <translation>Fehlermatrix, Genauigkeiten und Flächen aus dem bisher Beurteilten</translation>
    </message>
    <message>
        <source>{name} is at this point</source>
        <translation>An diesem Punkt ist {name}</translation>
    </message>
    <message>
        <source>Judge points of the map, and read how right it is</source>
        <translation>Punkte der Karte beurteilen und lesen, wie richtig sie ist</translation>
    </message>
    <message>
        <source>Accuracy…</source>
        <translation>Genauigkeit…</translation>
    </message>
    <message>
        <source>Draw points to judge a map</source>
        <translation>Punkte ziehen, um eine Karte zu beurteilen</translation>
    </message>
    <message>
        <source>All together.</source>
        <translation>Alle zusammen.</translation>
    </message>
    <message>
        <source>So that rare classes are judged, too.</source>
        <translation>Damit auch seltene Klassen beurteilt werden.</translation>
    </message>
    <message>
        <source>By the area of each class, or as many for each.</source>
        <translation>Nach der Fläche der Klassen oder gleich viele für jede.</translation>
    </message>
    <message>
        <source>Number of points</source>
        <translation>Anzahl der Punkte</translation>
    </message>
    <message>
        <source>Points are written as GeoPackage.</source>
        <translation>Punkte werden als GeoPackage geschrieben.</translation>
    </message>
    <message>
        <source>Says how right a map is, from points that a person has judged: error matrix, user&apos;s and producer&apos;s accuracy, and the area of each class, with 95 % confidence intervals (Olofsson et al. 2014).

The folder holds a page that opens in every browser, and tables as CSV.</source>
        <translation>Sagt, wie richtig eine Karte ist, aus Punkten, die ein Mensch beurteilt hat: Fehlermatrix, Nutzer- und Produzentengenauigkeit und die Fläche jeder Klasse, mit 95-%-Vertrauensbereichen (Olofsson et al. 2014).

Der Ordner enthält eine Seite, die jeder Browser öffnet, und Tabellen als CSV.</translation>
    </message>
    <message>
        <source>Judged points</source>
        <translation>Beurteilte Punkte</translation>
    </message>
    <message>
        <source>As “Draw points to judge a map” has made them; each class needs two judged ones at least.</source>
        <translation>Wie „Punkte ziehen, um eine Karte zu beurteilen“ sie gemacht hat; jede Klasse braucht mindestens zwei beurteilte.</translation>
    </message>
    <message>
        <source>Folder of the report</source>
        <translation>Ordner des Berichts</translation>
    </message>
    <message>
        <source>A new or empty one.</source>
        <translation>Ein neuer oder leerer.</translation>
    </message>
    <message>
        <source>Overall accuracy</source>
        <translation>Gesamtgenauigkeit</translation>
    </message>
    <message>
        <source>Half of its 95 % interval</source>
        <translation>Die Hälfte ihres 95-%-Vertrauensbereichs</translation>
    </message>
    <message>
        <source>The points cannot be opened.</source>
        <translation>Die Punkte lassen sich nicht öffnen.</translation>
    </message>
    <message>
        <source>A class has fewer than {least} points; its accuracy will be known roughly at best.</source>
        <translation>Eine Klasse hat weniger als {least} Punkte; ihre Genauigkeit wird bestenfalls grob bekannt sein.</translation>
    </message>
    <message>
        <source>A class without an error in few points has an interval of no width: judge more points before you rely on it.</source>
        <translation>Eine Klasse ohne Fehler in wenigen Punkten hat einen Vertrauensbereich ohne Breite: Beurteilen Sie mehr Punkte, bevor Sie sich darauf verlassen.</translation>
    </message>
    <message>
        <source>A sample has from 2 to {most} points.</source>
        <translation>Eine Stichprobe hat 2 bis {most} Punkte.</translation>
    </message>
    <message>
        <source>Accuracy and area by class</source>
        <translation>Genauigkeit und Fläche je Klasse</translation>
    </message>
    <message>
        <source>All together</source>
        <translation>Alle zusammen</translation>
    </message>
    <message>
        <source>Area on the map</source>
        <translation>Fläche auf der Karte</translation>
    </message>
    <message>
        <source>Bring the fields back.</source>
        <translation>Stellen Sie die Felder wieder her.</translation>
    </message>
    <message>
        <source>Choose a larger number; 30 is a good beginning.</source>
        <translation>Wählen Sie eine größere Zahl; 30 ist ein guter Anfang.</translation>
    </message>
    <message>
        <source>Choose another number; 300 is a good beginning.</source>
        <translation>Wählen Sie eine andere Zahl; 300 ist ein guter Anfang.</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Choose another result.</source>
        <translation>Wählen Sie ein anderes Ergebnis.</translation>
    </message>
    <message>
        <source>Choose one of its classes for it.</source>
        <translation>Wählen Sie für ihn eine ihrer Klassen.</translation>
    </message>
    <message>
        <source>Choose proportional or equal.</source>
        <translation>Wählen Sie proportional oder equal.</translation>
    </message>
    <message>
        <source>Choose the folder of a finished run.</source>
        <translation>Wählen Sie den Ordner eines fertigen Laufs.</translation>
    </message>
    <message>
        <source>Class of the map</source>
        <translation>Klasse der Karte</translation>
    </message>
    <message>
        <source>Counting the classes</source>
        <translation>Die Klassen werden gezählt</translation>
    </message>
    <message>
        <source>Drawing the points</source>
        <translation>Die Punkte werden gezogen</translation>
    </message>
    <message>
        <source>Each class needs at least two points.</source>
        <translation>Jede Klasse braucht mindestens zwei Punkte.</translation>
    </message>
    <message>
        <source>Error matrix, points</source>
        <translation>Fehlermatrix, Punkte</translation>
    </message>
    <message>
        <source>Error matrix, shares of the area</source>
        <translation>Fehlermatrix, Anteile der Fläche</translation>
    </message>
    <message>
        <source>Estimated area</source>
        <translation>Geschätzte Fläche</translation>
    </message>
    <message>
        <source>Estimates and their 95 % confidence intervals are those of Olofsson et al. 2014, Good practices for estimating area and assessing accuracy of land change, Remote Sensing of Environment 148, 42-57, equations 1 to 11.</source>
        <translation>Schätzungen und ihre 95-%-Vertrauensbereiche sind die von Olofsson et al. 2014, Good practices for estimating area and assessing accuracy of land change, Remote Sensing of Environment 148, 42-57, Gleichungen 1 bis 11.</translation>
    </message>
    <message>
        <source>Fewer than two points were judged where the map says: {named}.</source>
        <translation>Weniger als zwei Punkte sind beurteilt, wo die Karte sagt: {named}.</translation>
    </message>
    <message>
        <source>How accurate is this map?</source>
        <translation>Wie genau ist diese Karte?</translation>
    </message>
    <message>
        <source>How it was made</source>
        <translation>Wie er entstanden ist</translation>
    </message>
    <message>
        <source>Judge its points first.</source>
        <translation>Beurteilen Sie zuerst ihre Punkte.</translation>
    </message>
    <message>
        <source>Judge more points, then try again.</source>
        <translation>Beurteilen Sie mehr Punkte und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Map and judgement agree</source>
        <translation>Karte und Urteil stimmen überein</translation>
    </message>
    <message>
        <source>Map and judgement differ</source>
        <translation>Karte und Urteil weichen ab</translation>
    </message>
    <message>
        <source>No pixel of {name} has a class.</source>
        <translation>Kein Pixel von {name} hat eine Klasse.</translation>
    </message>
    <message>
        <source>No point of {name} was judged yet.</source>
        <translation>Noch kein Punkt von {name} ist beurteilt.</translation>
    </message>
    <message>
        <source>Overall accuracy is {value} ± {half} so far; more points would make it surer.</source>
        <translation>Die Gesamtgenauigkeit ist bisher {value} ± {half}; mit mehr Punkten würde sie sicherer.</translation>
    </message>
    <message>
        <source>Overall accuracy is {value} ± {half}.</source>
        <translation>Die Gesamtgenauigkeit ist {value} ± {half}.</translation>
    </message>
    <message>
        <source>Point {values} of {name} was judged as class {value}, which the map does not have.</source>
        <translation>Punkt {values} von {name} wurde als Klasse {value} beurteilt, die die Karte nicht hat.</translation>
    </message>
    <message>
        <source>Points were drawn at random within each class of the map (seed {seed}, {allocation}) and judged without seeing its class.</source>
        <translation>Die Punkte wurden in jeder Klasse der Karte zufällig gezogen (Startwert {seed}, {allocation}) und beurteilt, ohne deren Klasse zu sehen.</translation>
    </message>
    <message>
        <source>Polygons of this run were edited and not burnt into its class raster: the sample is of the raster as it is. Burn them first, where the edited polygons are the map.</source>
        <translation>Polygone dieses Laufs wurden bearbeitet und nicht in sein Klassenraster eingebrannt: Die Stichprobe ist vom Raster, wie es ist. Brennen Sie sie zuerst ein, wenn die bearbeiteten Polygone die Karte sind.</translation>
    </message>
    <message>
        <source>Producer&apos;s accuracy</source>
        <translation>Produzentengenauigkeit</translation>
    </message>
    <message>
        <source>Remove one of them.</source>
        <translation>Entfernen Sie einen davon.</translation>
    </message>
    <message>
        <source>Remove points that you added: only drawn ones count.</source>
        <translation>Entfernen Sie Punkte, die Sie hinzugefügt haben: Nur gezogene zählen.</translation>
    </message>
    <message>
        <source>Rows: what the map says. Columns: what was judged.</source>
        <translation>Zeilen: was die Karte sagt. Spalten: was beurteilt wurde.</translation>
    </message>
    <message>
        <source>The map and its points</source>
        <translation>Die Karte und ihre Punkte</translation>
    </message>
    <message>
        <source>The map has changed since its points were drawn: the report is about the map as it was then. Draw a new sample for the map as it is.</source>
        <translation>Die Karte hat sich geändert, seit ihre Punkte gezogen wurden: Der Bericht handelt von der Karte, wie sie damals war. Ziehen Sie für die Karte, wie sie ist, eine neue Stichprobe.</translation>
    </message>
    <message>
        <source>The map has no more than {given} pixels: each of them is a point.</source>
        <translation>Die Karte hat nicht mehr als {given} Pixel: Jedes davon ist ein Punkt.</translation>
    </message>
    <message>
        <source>The seed is a whole number from 0 on.</source>
        <translation>Der Startwert ist eine ganze Zahl ab 0.</translation>
    </message>
    <message>
        <source>Two points of {name} have the id {values}.</source>
        <translation>Zwei Punkte von {name} haben die id {values}.</translation>
    </message>
    <message>
        <source>User&apos;s accuracy</source>
        <translation>Nutzergenauigkeit</translation>
    </message>
    <message>
        <source>User&apos;s accuracy: how much of what the map calls by a name is that. Producer&apos;s accuracy: how much of what is that the map has found. The estimated area is corrected by the errors that were found.</source>
        <translation>Nutzergenauigkeit: wie viel von dem, was die Karte so nennt, das auch ist. Produzentengenauigkeit: wie viel von dem, was das ist, die Karte gefunden hat. Die geschätzte Fläche ist um die gefundenen Fehler berichtigt.</translation>
    </message>
    <message>
        <source>Writing the points</source>
        <translation>Die Punkte werden geschrieben</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Der Bericht wird geschrieben</translation>
    </message>
    <message>
        <source>You may stop: overall accuracy is {value} ± {half}.</source>
        <translation>Sie können aufhören: Die Gesamtgenauigkeit ist {value} ± {half}.</translation>
    </message>
    <message>
        <source>{judged} of {drawn} points were judged.</source>
        <translation>{judged} von {drawn} Punkten sind beurteilt.</translation>
    </message>
    <message>
        <source>{name} has a point that was not drawn.</source>
        <translation>{name} hat einen Punkt, der nicht gezogen wurde.</translation>
    </message>
    <message>
        <source>{name} has no field “{id}” or “{label_id}” any more.</source>
        <translation>{name} hat kein Feld „{id}“ oder „{label_id}“ mehr.</translation>
    </message>
    <message>
        <source>{name} holds one class only: there is nothing to confuse.</source>
        <translation>{name} enthält nur eine Klasse: Es gibt nichts zu verwechseln.</translation>
    </message>
    <message>
        <source>{name} is no class raster.</source>
        <translation>{name} ist kein Klassenraster.</translation>
    </message>
    <message>
        <source>{name} is no sample of points of a map.</source>
        <translation>{name} ist keine Stichprobe von Punkten einer Karte.</translation>
    </message>
    <message>
        <source>{path} holds no finished map.</source>
        <translation>{path} enthält keine fertige Karte.</translation>
    </message>
    <message>
        <source>“{allocation}” is no way to share points among classes.</source>
        <translation>„{allocation}“ ist keine Art, Punkte auf Klassen zu verteilen.</translation>
    </message>
    <message>
        <source>Choose points that Terralex has drawn.</source>
        <translation>Wählen Sie Punkte, die Terralex gezogen hat.</translation>
    </message>
    <message>
        <source>Names of reviewers, too</source>
        <translation>Auch Namen der Prüfer</translation>
    </message>
    <message>
        <source>The field “reviewer”; it is empty unless people switched it on in the review.</source>
        <translation>Das Feld „reviewer“; es ist leer, solange es niemand beim Prüfen eingeschaltet hat.</translation>
    </message>
    <message>
        <source>The field “reviewer”; it is empty unless people switched it on in the review</source>
        <translation>Das Feld „reviewer“; es ist leer, solange es niemand beim Prüfen eingeschaltet hat</translation>
    </message>
    <message>
        <source>Mend</source>
        <translation>Heilen</translation>
    </message>
    <message>
        <source>The newest wins</source>
        <translation>Das Neueste gilt</translation>
    </message>
    <message>
        <source>Gaps now: {n}, {area}.</source>
        <translation>Lücken jetzt: {n}, {area}.</translation>
    </message>
    <message>
        <source>Overlaps now: {n}, {area}.</source>
        <translation>Überlappungen jetzt: {n}, {area}.</translation>
    </message>
    <message>
        <source>Save the polygons in the system of the picture first.</source>
        <translation>Speichern Sie die Polygone erst im System des Bildes.</translation>
    </message>
    <message>
        <source>By the picture&apos;s colours: a click makes it {name}. The wheel sizes it, Esc ends.</source>
        <translation>Nach den Farben des Bildes: Ein Klick macht es zu {name}. Das Mausrad ändert die Größe, Esc beendet.</translation>
    </message>
    <message>
        <source>A smaller brush or wand</source>
        <translation>Kleinerer Pinsel oder Zauberstab</translation>
    </message>
    <message>
        <source>A larger brush or wand</source>
        <translation>Größerer Pinsel oder Zauberstab</translation>
    </message>
    <message>
        <source>Wand: what looks alike around the mouse gets a class</source>
        <translation>Zauberstab: Ähnliches bekommt eine Klasse</translation>
    </message>
    <message>
        <source>Wand</source>
        <translation>Zauberstab</translation>
    </message>
    <message>
        <source>No picture is seen here. Show the raster below the polygons.</source>
        <translation>Hier ist kein Bild zu sehen. Blenden Sie das Raster unter den Polygonen ein.</translation>
    </message>
    <message>
        <source>Colours up to {n} away look alike.</source>
        <translation>Farben mit bis zu {n} Abstand gelten als ähnlich.</translation>
    </message>
    <message>
        <source>By what the run has seen: a click makes it {name}. The wheel sizes it, Esc ends.</source>
        <translation>Nach dem, was der Lauf gesehen hat: Ein Klick macht es zu {name}. Das Mausrad ändert die Größe, Esc beendet.</translation>
    </message>
    <message>
        <source>Terralex: wand</source>
        <translation>Terralex: Zauberstab</translation>
    </message>
    <message>
        <source>Point at what is to be of the class: the wheel makes it larger and smaller.</source>
        <translation>Zeigen Sie auf das, was zur Klasse gehören soll: Das Mausrad macht es größer und kleiner.</translation>
    </message>
    <message>
        <source>What is alike by {n} or more belongs to it.</source>
        <translation>Was zu {n} oder mehr ähnlich ist, gehört dazu.</translation>
    </message>
    <message>
        <source>Found what looks alike</source>
        <translation>Ähnliches gefunden</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Of the labels; written into data sets.</source>
        <translation>Der Labels; wird in Datensätze geschrieben.</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>Namensnennung</translation>
    </message>
    <message>
        <source>Whom to name; written into data sets.</source>
        <translation>Wer zu nennen ist; wird in Datensätze geschrieben.</translation>
    </message>
    <message>
        <source>{cut_off} corrected polygons of {run} reach beyond the data of this run and end at its edge. They are whole in {file}.</source>
        <translation>{cut_off} korrigierte Polygone von {run} reichen über die Daten dieses Laufs hinaus und enden an deren Rand. Ganz sind sie in {file}.</translation>
    </message>
    <message>
        <source>Learn from corrections</source>
        <translation>Aus Korrekturen lernen</translation>
    </message>
    <message>
        <source>Learns from the polygons of a finished run that you reviewed or changed, and writes a new map beside the old one. Corrected polygons stay as they are; no file is replaced.

The log says how it did on corrections that were held back. “Take back” shows what was before the last lesson, with what you corrected since. Save edits before.</source>
        <translation>Lernt aus den Polygonen eines fertigen Laufs, die Sie geprüft oder geändert haben, und schreibt eine neue Karte neben die alte. Korrigierte Polygone bleiben, wie sie sind; keine Datei wird ersetzt.

Das Protokoll sagt, wie gut es bei zurückgehaltenen Korrekturen war. „Zurücknehmen“ zeigt, was vor der letzten Lektion war, mit dem, was Sie seither korrigiert haben. Speichern Sie Änderungen vorher.</translation>
    </message>
    <message>
        <source>The folder that holds recipe.json and segments.gpkg.</source>
        <translation>Der Ordner mit recipe.json und segments.gpkg.</translation>
    </message>
    <message>
        <source>Way of learning</source>
        <translation>Art zu lernen</translation>
    </message>
    <message>
        <source>The manual page on teaching says what each does.</source>
        <translation>Die Seite des Handbuchs über das Lernen sagt, was jede tut.</translation>
    </message>
    <message>
        <source>Look again at what is not kept</source>
        <translation>Nicht Aufbewahrtes neu ansehen</translation>
    </message>
    <message>
        <source>Else the run is refused where parts of the image are not kept any more, and their number is told.</source>
        <translation>Sonst wird abgelehnt, wenn Teile des Bildes nicht mehr aufbewahrt sind, und ihre Zahl genannt.</translation>
    </message>
    <message>
        <source>Take back the last lesson</source>
        <translation>Die letzte Lektion zurücknehmen</translation>
    </message>
    <message>
        <source>As one more map; what you corrected since stays.</source>
        <translation>Als eine weitere Karte; was Sie seither korrigiert haben, bleibt.</translation>
    </message>
    <message>
        <source>Confidence raster</source>
        <translation>Sicherheitsraster</translation>
    </message>
    <message>
        <source>What was learned (JSON)</source>
        <translation>Was gelernt wurde (JSON)</translation>
    </message>
    <message>
        <source>Number of the new files</source>
        <translation>Nummer der neuen Dateien</translation>
    </message>
    <message>
        <source>Learning from your corrections</source>
        <translation>Aus Ihren Korrekturen lernen</translation>
    </message>
    <message>
        <source>Learning from your corrections…</source>
        <translation>Lernt aus Ihren Korrekturen…</translation>
    </message>
    <message>
        <source>before it learns from them</source>
        <translation>bevor aus ihnen gelernt wird</translation>
    </message>
    <message>
        <source>{missing} Do that now? It takes as long as a part of a run.</source>
        <translation>{missing} Jetzt tun? Es dauert so lange wie ein Teil eines Laufs.</translation>
    </message>
    <message>
        <source>The new map is in {folder}.</source>
        <translation>Die neue Karte liegt in {folder}.</translation>
    </message>
    <message>
        <source>Learned from {n} corrected polygons.</source>
        <translation>Aus {n} korrigierten Polygonen gelernt.</translation>
    </message>
    <message>
        <source>On some that were held back: {before} % right before, {after} % after.</source>
        <translation>Auf zurückgehaltenen: {before} % richtig vorher, {after} % nachher.</translation>
    </message>
    <message>
        <source>{n} % of the map changed.</source>
        <translation>{n} % der Karte haben sich geändert.</translation>
    </message>
    <message>
        <source>Learn from what was reviewed</source>
        <translation>Aus dem Geprüften lernen</translation>
    </message>
    <message>
        <source>Hold: what was before, left of the mouse</source>
        <translation>Halten: links der Maus, was vorher war</translation>
    </message>
    <message>
        <source>Learn from these</source>
        <translation>Hieraus lernen</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Nothing was learned in this result yet.</source>
        <translation>In diesem Ergebnis wurde noch nichts gelernt.</translation>
    </message>
    <message>
        <source>Bring it back.</source>
        <translation>Stellen Sie sie wieder her.</translation>
    </message>
    <message>
        <source>Choose another run.</source>
        <translation>Wählen Sie einen anderen Lauf.</translation>
    </message>
    <message>
        <source>Features of {missing} of {windows} windows are not kept any more and have to be encoded again.</source>
        <translation>Merkmale von {missing} der {windows} Fenster sind nicht mehr aufbewahrt und müssen neu berechnet werden.</translation>
    </message>
    <message>
        <source>Few corrections change little: {strength} of what was learned is applied.</source>
        <translation>Wenige Korrekturen ändern wenig: {strength} des Gelernten werden angewendet.</translation>
    </message>
    <message>
        <source>Learning from the corrections</source>
        <translation>Lernen aus den Korrekturen</translation>
    </message>
    <message>
        <source>Looking at the corrections</source>
        <translation>Ansehen der Korrekturen</translation>
    </message>
    <message>
        <source>Looking at the map</source>
        <translation>Ansehen der Karte</translation>
    </message>
    <message>
        <source>Looking at what is on the screen</source>
        <translation>Ansehen des Bildausschnitts</translation>
    </message>
    <message>
        <source>Nothing of this run&apos;s features is kept any more.</source>
        <translation>Von den Merkmalen dieses Laufs ist nichts mehr aufbewahrt.</translation>
    </message>
    <message>
        <source>Nothing to learn from: no polygon of this run is reviewed or was changed by hand.</source>
        <translation>Nichts zu lernen: Kein Polygon dieses Laufs ist geprüft oder von Hand geändert.</translation>
    </message>
    <message>
        <source>Nothing was taught in this run that could be taken back.</source>
        <translation>In diesem Lauf wurde nichts gelehrt, was zurückgenommen werden könnte.</translation>
    </message>
    <message>
        <source>On corrections held back: {before} right before, {after} after.</source>
        <translation>Bei zurückgehaltenen Korrekturen: vorher {before} richtig, nachher {after}.</translation>
    </message>
    <message>
        <source>Paper mode keeps no features, so that nothing can be taught.</source>
        <translation>Der Modus „paper“ bewahrt keine Merkmale auf, daher kann nichts gelehrt werden.</translation>
    </message>
    <message>
        <source>Reading the polygons</source>
        <translation>Lesen der Polygone</translation>
    </message>
    <message>
        <source>Review polygons that are larger than a few pixels.</source>
        <translation>Prüfen Sie Polygone, die größer als ein paar Pixel sind.</translation>
    </message>
    <message>
        <source>Review some polygons first: give each its class, or accept it.</source>
        <translation>Prüfen Sie erst einige Polygone: Geben Sie jedem seine Klasse, oder bestätigen Sie es.</translation>
    </message>
    <message>
        <source>Run it again with the method ovdiff.</source>
        <translation>Führen Sie ihn mit der Methode ovdiff noch einmal aus.</translation>
    </message>
    <message>
        <source>Run it again, then teach it.</source>
        <translation>Führen Sie ihn noch einmal aus, dann lehren Sie ihn.</translation>
    </message>
    <message>
        <source>Run it with another preset.</source>
        <translation>Führen Sie ihn mit einer anderen Voreinstellung aus.</translation>
    </message>
    <message>
        <source>Show another part of it.</source>
        <translation>Zeigen Sie einen anderen Teil davon.</translation>
    </message>
    <message>
        <source>There is no way of teaching called “{way}”.</source>
        <translation>Es gibt keine Art zu lehren namens „{way}“.</translation>
    </message>
    <message>
        <source>This part of the map is larger than {largest} pixels.</source>
        <translation>Dieser Teil der Karte ist größer als {largest} Pixel.</translation>
    </message>
    <message>
        <source>This part of the map lies beside the run&apos;s raster.</source>
        <translation>Dieser Teil der Karte liegt neben dem Raster des Laufs.</translation>
    </message>
    <message>
        <source>What this run&apos;s method keeps has no places, so that it cannot be taught.</source>
        <translation>Was die Methode dieses Laufs aufbewahrt, hat keine Orte; sie kann nicht belehrt werden.</translation>
    </message>
    <message>
        <source>What was corrected since does not fit into the polygons of before without gaps; look for them.</source>
        <translation>Was seither korrigiert wurde, passt nicht ohne Lücken in die Polygone von vorher; suchen Sie danach.</translation>
    </message>
    <message>
        <source>Zoom in, or teach the whole run.</source>
        <translation>Zoomen Sie hinein, oder lehren Sie den ganzen Lauf.</translation>
    </message>
    <message>
        <source>{gone}, which was there before the teaching, is gone.</source>
        <translation>{gone}, vor dem Lehren vorhanden, fehlt.</translation>
    </message>
    <message>
        <source>{some} cells of the map in {rounds} rounds</source>
        <translation>{some} Zellen der Karte in {rounds} Runden</translation>
    </message>
    <message>
        <source>{unknown} corrected polygons are of classes that the run did not look for; they stay as they are.</source>
        <translation>{unknown} korrigierte Polygone haben Klassen, die der Lauf nicht gesucht hat; sie bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Bring it back from a copy of the folder.</source>
        <translation>Holen Sie sie aus einer Kopie des Ordners zurück.</translation>
    </message>
    <message>
        <source>Prototypes that the corrections gave: {centres}</source>
        <translation>Prototypen aus den Korrekturen: {centres}</translation>
    </message>
    <message>
        <source>What was taught stands in {name}, which is damaged.</source>
        <translation>Was gelehrt wurde, steht in {name}; die Datei ist beschädigt.</translation>
    </message>
    <message>
        <source>The current point</source>
        <translation>Der aktuelle Punkt</translation>
    </message>
    <message>
        <source>Back to the polygons</source>
        <translation>Zurück zu den Polygonen</translation>
    </message>
    <message>
        <source>Your answers are saved; “Accuracy…” goes on with them</source>
        <translation>Ihre Antworten sind gespeichert; „Genauigkeit…“ macht mit ihnen weiter</translation>
    </message>
    <message>
        <source>{n} of {all} points judged</source>
        <translation>{n} von {all} Punkten beurteilt</translation>
    </message>
    <message>
        <source>Point {n}: what is in the square?</source>
        <translation>Punkt {n}: Was ist im Quadrat?</translation>
    </message>
    <message>
        <source>Choose a raster that is one, such as a GeoTIFF.</source>
        <translation>Wählen Sie ein Raster, das eine ist, etwa ein GeoTIFF.</translation>
    </message>
    <message>
        <source>Draws points at random in each class of a map, for a person to say what is there.

Judge them with “Accuracy…” in Terralex's panel, or in AcATaMa, whose answers are a file of their own; “Accuracy report” then says how right the map is. The points do not say what the map has there, so that nobody is led by it.</source>
        <translation>Zieht in jeder Klasse einer Karte zufällig Punkte, damit jemand sagt, was dort ist.

Beurteilen Sie sie mit „Genauigkeit…“ im Fenster von Terralex oder in AcATaMa, dessen Antworten eine eigene Datei sind; „Genauigkeitsbericht“ sagt dann, wie richtig die Karte ist. Die Punkte sagen nicht, was die Karte dort hat, damit sich niemand davon leiten lässt.</translation>
    </message>
    <message>
        <source>Answers of another program</source>
        <translation>Antworten eines anderen Programms</translation>
    </message>
    <message>
        <source>What AcATaMa has saved of these points, if they were judged there.</source>
        <translation>Was AcATaMa von diesen Punkten gespeichert hat, wenn sie dort beurteilt wurden.</translation>
    </message>
    <message>
        <source>That of the run</source>
        <translation>Das des Laufs</translation>
    </message>
    <message>
        <source>Raster of the chips</source>
        <translation>Raster der Kacheln</translation>
    </message>
    <message>
        <source>What chips are cut from; choose another one where the run&apos;s has moved</source>
        <translation>Woraus Kacheln geschnitten werden; wählen Sie ein anderes, wenn das des Laufs verschoben wurde</translation>
    </message>
    <message>
        <source>Next polygon or point</source>
        <translation>Nächstes Polygon, nächster Punkt</translation>
    </message>
    <message>
        <source>Previous polygon or point</source>
        <translation>Voriges Polygon, voriger Punkt</translation>
    </message>
    <message>
        <source>Accuracy: take back what was said of the point</source>
        <translation>Genauigkeit: die Antwort zu diesem Punkt zurücknehmen</translation>
    </message>
    <message>
        <source>Judge points of the map, to know how right it is</source>
        <translation>Punkte der Karte beurteilen, um zu wissen, wie richtig sie ist</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Choose the answers to this sample, in the coordinates of its points.</source>
        <translation>Wählen Sie die Antworten zu dieser Stichprobe, in den Koordinaten ihrer Punkte.</translation>
    </message>
    <message>
        <source>It needs the fields ID and Label, as AcATaMa saves them, or id and label_id.</source>
        <translation>Sie braucht die Felder ID und Label, wie AcATaMa sie speichert, oder id und label_id.</translation>
    </message>
    <message>
        <source>Point {values} of {name} does not lie where it was drawn.</source>
        <translation>Punkt {values} von {name} liegt nicht dort, wo er gezogen wurde.</translation>
    </message>
    <message>
        <source>{name} does not say which class its points have.</source>
        <translation>{name} sagt nicht, welche Klasse die Punkte haben.</translation>
    </message>
    <message>
        <source>Nothing was done: edits that are not saved would be missing in the new map.</source>
        <translation>Es wurde nichts getan: Nicht gespeicherte Änderungen würden in der neuen Karte fehlen.</translation>
    </message>
    <message>
        <source>Looking at the pictures…</source>
        <translation>Sieht sich die Bilder an…</translation>
    </message>
    <message>
        <source>Terralex: gallery</source>
        <translation>Terralex: Galerie</translation>
    </message>
    <message>
        <source>Drag a box on the map around what is {name}; Esc to stop.</source>
        <translation>Ziehen Sie auf der Karte einen Kasten um das, was {name} ist; Esc bricht ab.</translation>
    </message>
    <message>
        <source>Draw the box inside the result.</source>
        <translation>Ziehen Sie den Kasten innerhalb des Ergebnisses.</translation>
    </message>
    <message>
        <source>before chips are cut from them</source>
        <translation>bevor aus ihnen Ausschnitte werden</translation>
    </message>
    <message>
        <source>No polygon of {name} is selected or reviewed.</source>
        <translation>Kein Polygon von {name} ist ausgewählt oder geprüft.</translation>
    </message>
    <message>
        <source>Review some first, or select those that are meant.</source>
        <translation>Prüfen Sie erst einige, oder wählen Sie die gemeinten aus.</translation>
    </message>
    <message>
        <source>Cutting chips…</source>
        <translation>Schneidet Ausschnitte…</translation>
    </message>
    <message>
        <source>Cutting chips</source>
        <translation>Ausschnitte schneiden</translation>
    </message>
    <message>
        <source>The gallery of “{layer}” has changes that its map does not show yet.</source>
        <translation>Die Galerie von „{layer}“ hat Änderungen, die ihre Karte noch nicht zeigt.</translation>
    </message>
    <message>
        <source>Press Apply or Take back there first.</source>
        <translation>Drücken Sie dort erst „Anwenden“ oder „Zurücknehmen“.</translation>
    </message>
    <message>
        <source>The pictures count as the map shows it.</source>
        <translation>Die Bilder zählen so, wie die Karte es zeigt.</translation>
    </message>
    <message>
        <source>This is rough: the whole map follows when you pause, or press Apply.</source>
        <translation>Das ist grob: Die ganze Karte folgt, wenn Sie innehalten oder „Anwenden“ drücken.</translation>
    </message>
    <message>
        <source>The map follows…</source>
        <translation>Die Karte folgt…</translation>
    </message>
    <message>
        <source>Choosing pictures</source>
        <translation>Bilder auswählen</translation>
    </message>
    <message>
        <source>Your edits are not saved yet. Press Apply: they are saved, and the whole map follows.</source>
        <translation>Ihre Änderungen sind noch nicht gespeichert. Drücken Sie „Anwenden“: Sie werden gespeichert, und die ganze Karte folgt.</translation>
    </message>
    <message>
        <source>before the whole map follows</source>
        <translation>bevor die ganze Karte folgt</translation>
    </message>
    <message>
        <source>The whole map does not follow yet. Change something, or press Apply again.</source>
        <translation>Die ganze Karte folgt noch nicht. Ändern Sie etwas, oder drücken Sie noch einmal „Anwenden“.</translation>
    </message>
    <message>
        <source>The whole map follows in the background…</source>
        <translation>Die ganze Karte folgt im Hintergrund…</translation>
    </message>
    <message>
        <source>Stopped. Press Apply, and the whole map follows.</source>
        <translation>Angehalten. Drücken Sie „Anwenden“, und die ganze Karte folgt.</translation>
    </message>
    <message>
        <source>The whole map follows your choice of pictures.</source>
        <translation>Die ganze Karte folgt Ihrer Auswahl der Bilder.</translation>
    </message>
    <message>
        <source>The whole map follows your choice of pictures: {n} % of it changed.</source>
        <translation>Die ganze Karte folgt Ihrer Auswahl der Bilder: {n} % von ihr haben sich geändert.</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>Galerie</translation>
    </message>
    <message>
        <source>What the machine thinks each class is</source>
        <translation>Was sich die Maschine unter jeder Klasse vorstellt</translation>
    </message>
    <message>
        <source>Describe the class in other words, separated by |; Enter draws them. Empty: its own</source>
        <translation>Beschreiben Sie die Klasse mit anderen Wörtern, getrennt durch |; Enter zeichnet sie. Leer: ihre eigenen</translation>
    </message>
    <message>
        <source>Support pictures</source>
        <translation>Stützbilder</translation>
    </message>
    <message>
        <source>Own chips</source>
        <translation>Eigene Ausschnitte</translation>
    </message>
    <message>
        <source>Reject (R)</source>
        <translation>Verwerfen (R)</translation>
    </message>
    <message>
        <source>Favour (F)</source>
        <translation>Bevorzugen (F)</translation>
    </message>
    <message>
        <source>The selected pictures take no part; again, and they do</source>
        <translation>Die ausgewählten Bilder zählen nicht; noch einmal, und sie zählen wieder</translation>
    </message>
    <message>
        <source>The selected pictures count three times; again, and they count as others do</source>
        <translation>Die ausgewählten Bilder zählen dreifach; noch einmal, und sie zählen wie andere</translation>
    </message>
    <message>
        <source>More pictures</source>
        <translation>Mehr Bilder</translation>
    </message>
    <message>
        <source>Add chips</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Have {n} more drawn of each word</source>
        <translation>Von jedem Wort {n} weitere zeichnen lassen</translation>
    </message>
    <message>
        <source>The selected chips take no part; again, and they do</source>
        <translation>Die ausgewählten Ausschnitte zählen nicht; noch einmal, und sie zählen wieder</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Let the whole map follow now</source>
        <translation>Die ganze Karte jetzt folgen lassen</translation>
    </message>
    <message>
        <source>What was there before the last change; what you corrected since stays</source>
        <translation>Was vor der letzten Änderung da war; was Sie seither korrigiert haben, bleibt</translation>
    </message>
    <message>
        <source>From a box on the map</source>
        <translation>Aus einem Kasten auf der Karte</translation>
    </message>
    <message>
        <source>From reviewed polygons</source>
        <translation>Aus geprüften Polygonen</translation>
    </message>
    <message>
        <source>From image files…</source>
        <translation>Aus Bilddateien…</translation>
    </message>
    <message>
        <source>&amp;Class</source>
        <translation>&amp;Klasse</translation>
    </message>
    <message>
        <source>&amp;Words</source>
        <translation>&amp;Wörter</translation>
    </message>
    <message>
        <source>About the gallery</source>
        <translation>Zur Galerie</translation>
    </message>
    <message>
        <source>The method of this run draws nothing, so there are no pictures to choose from.</source>
        <translation>Das Verfahren dieses Laufs zeichnet nichts, darum gibt es keine Bilder auszuwählen.</translation>
    </message>
    <message>
        <source>{word}, picture {n}, {place} by how typical it is</source>
        <translation>{word}, Bild {n}, Platz {place} danach, wie typisch es ist</translation>
    </message>
    <message>
        <source>no region was found, the whole picture counts</source>
        <translation>kein Bereich gefunden, das ganze Bild zählt</translation>
    </message>
    <message>
        <source>Own chip {n}</source>
        <translation>Eigener Ausschnitt {n}</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Images of the class</source>
        <translation>Bilder der Klasse</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>favoured</source>
        <translation>bevorzugt</translation>
    </message>
    <message>
        <source>Pictures, most typical first: {n}</source>
        <translation>Bilder, die typischsten zuerst: {n}</translation>
    </message>
    <message>
        <source>{n} rejected</source>
        <translation>{n} verworfen</translation>
    </message>
    <message>
        <source>{n} favoured</source>
        <translation>{n} bevorzugt</translation>
    </message>
    <message>
        <source>Own chips, each counts as a favoured picture: {n}</source>
        <translation>Eigene Ausschnitte, jeder zählt wie ein bevorzugtes Bild: {n}</translation>
    </message>
    <message>
        <source>Own chips: none yet. Drop image files here, or add them below.</source>
        <translation>Eigene Ausschnitte: noch keine. Ziehen Sie Bilddateien hierher, oder fügen Sie unten welche hinzu.</translation>
    </message>
    <message>
        <source>before the earlier map comes back</source>
        <translation>bevor die frühere Karte zurückkommt</translation>
    </message>
    <message>
        <source>The earlier map is back; {n} corrected polygons stay.</source>
        <translation>Die frühere Karte ist zurück; {n} korrigierte Polygone bleiben.</translation>
    </message>
    <message>
        <source>Bringing the earlier map back</source>
        <translation>Die frühere Karte zurückholen</translation>
    </message>
    <message>
        <source>You went on correcting meanwhile, so the map was not changed: save, and do it again.</source>
        <translation>Sie haben inzwischen weiterkorrigiert, darum blieb die Karte, wie sie war: Speichern Sie, und tun Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Rough: what the map will be (temporary)</source>
        <translation>Grob: was aus der Karte wird (vorübergehend)</translation>
    </message>
    <message>
        <source>Not this one</source>
        <translation>Dieses nicht</translation>
    </message>
    <message>
        <source>This picture takes no part in {name} any more; the map follows</source>
        <translation>Dieses Bild zählt bei {name} nicht mehr; die Karte folgt</translation>
    </message>
    <message>
        <source>Not this one: picture {n} of {word}</source>
        <translation>Dieses nicht: Bild {n} von {word}</translation>
    </message>
    <message>
        <source>Gallery: the pictures that each class was learned from</source>
        <translation>Galerie: die Bilder, aus denen jede Klasse gelernt wurde</translation>
    </message>
    <message>
        <source>What was there before the last lesson or change of pictures; what you corrected since stays</source>
        <translation>Was vor der letzten Lektion oder Bilderwahl da war; was Sie seither korrigiert haben, bleibt</translation>
    </message>
    <message>
        <source>Gallery…</source>
        <translation>Galerie…</translation>
    </message>
    <message>
        <source>A box has four numbers: left, bottom, right and top.</source>
        <translation>Ein Kasten hat vier Zahlen: links, unten, rechts und oben.</translation>
    </message>
    <message>
        <source>A picture of your own in this run&apos;s folder is damaged.</source>
        <translation>Ein eigenes Bild im Ordner dieses Laufs ist beschädigt.</translation>
    </message>
    <message>
        <source>A piece is larger than the {side} x {side2} pixels of a picture; its middle was taken.</source>
        <translation>Ein Stück ist größer als die {side} x {side2} Pixel eines Bildes; seine Mitte wurde genommen.</translation>
    </message>
    <message>
        <source>All pictures of “{word}” are rejected, and there is no picture of your own.</source>
        <translation>Alle Bilder von „{word}“ sind abgelehnt, und es gibt kein eigenes Bild.</translation>
    </message>
    <message>
        <source>Ask with --encode, or “Encode them” in the panel.</source>
        <translation>Fragen Sie mit --encode, oder wählen Sie „Neu berechnen“ im Bedienfeld.</translation>
    </message>
    <message>
        <source>Choose again.</source>
        <translation>Wählen Sie noch einmal.</translation>
    </message>
    <message>
        <source>Choose it again in the newest layer of this run.</source>
        <translation>Wählen Sie es in der neuesten Ebene dieses Laufs noch einmal.</translation>
    </message>
    <message>
        <source>Cut out what shows the class.</source>
        <translation>Schneiden Sie aus, was die Klasse zeigt.</translation>
    </message>
    <message>
        <source>Draw a larger box, on the raster.</source>
        <translation>Ziehen Sie ein größeres Rechteck auf dem Raster auf.</translation>
    </message>
    <message>
        <source>Draw it again.</source>
        <translation>Zeichnen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Give a PNG, a JPEG or a TIFF file with 8 or 16 bits.</source>
        <translation>Geben Sie eine PNG-, JPEG- oder TIFF-Datei mit 8 oder 16 Bit.</translation>
    </message>
    <message>
        <source>Give a larger picture.</source>
        <translation>Geben Sie ein größeres Bild.</translation>
    </message>
    <message>
        <source>Give a picture that is nearly square.</source>
        <translation>Geben Sie ein Bild, das fast quadratisch ist.</translation>
    </message>
    <message>
        <source>Give a picture that shows the class.</source>
        <translation>Geben Sie ein Bild, das die Klasse zeigt.</translation>
    </message>
    <message>
        <source>Give it again.</source>
        <translation>Geben Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Give one to {most_chips} at a time.</source>
        <translation>Geben Sie je Mal eins bis {most_chips}.</translation>
    </message>
    <message>
        <source>It was made with: {names}.</source>
        <translation>Er wurde gemacht mit: {names}.</translation>
    </message>
    <message>
        <source>Its words: {words}.</source>
        <translation>Ihre Wörter: {words}.</translation>
    </message>
    <message>
        <source>Look at the gallery of this run again.</source>
        <translation>Sehen Sie sich die Galerie dieses Laufs noch einmal an.</translation>
    </message>
    <message>
        <source>Looking at the pictures of {word}</source>
        <translation>Die Bilder von {word} werden angesehen</translation>
    </message>
    <message>
        <source>Picture {made} of {count}</source>
        <translation>Bild {made} von {count}</translation>
    </message>
    <message>
        <source>Take it out, and give it again.</source>
        <translation>Nehmen Sie es heraus, und geben Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Take it out, or give it again.</source>
        <translation>Nehmen Sie es heraus, oder geben Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Take one back, ask for more pictures, give one of your own, or choose other words for the class.</source>
        <translation>Nehmen Sie eins zurück, lassen Sie mehr Bilder zeichnen, geben Sie ein eigenes, oder wählen Sie andere Wörter für die Klasse.</translation>
    </message>
    <message>
        <source>The class “{name}” has no word “{word}”.</source>
        <translation>Die Klasse „{name}“ hat kein Wort „{word}“.</translation>
    </message>
    <message>
        <source>The method “{method}” draws no pictures in this run, so that none can be chosen.</source>
        <translation>Das Verfahren „{method}“ zeichnet in diesem Lauf keine Bilder, sodass keine gewählt werden können.</translation>
    </message>
    <message>
        <source>The picture of your own {key}… is not in this run's folder, or is damaged.</source>
        <translation>Das eigene Bild {key}… ist nicht im Ordner dieses Laufs oder ist beschädigt.</translation>
    </message>
    <message>
        <source>The picture of your own {key}… is not in this run's folder.</source>
        <translation>Das eigene Bild {key}… ist nicht im Ordner dieses Laufs.</translation>
    </message>
    <message>
        <source>The run has no class “{name}”.</source>
        <translation>Der Lauf hat keine Klasse „{name}“.</translation>
    </message>
    <message>
        <source>This piece of the map holds no pixel of the run&apos;s raster.</source>
        <translation>Dieses Stück der Karte enthält kein Pixel des Rasters dieses Laufs.</translation>
    </message>
    <message>
        <source>What was chosen of the support pictures cannot be understood.</source>
        <translation>Was von den Bildern gewählt wurde, ist nicht zu verstehen.</translation>
    </message>
    <message>
        <source>{count} pictures were given.</source>
        <translation>{count} Bilder wurden gegeben.</translation>
    </message>
    <message>
        <source>{name} cannot be read as a picture.</source>
        <translation>{name} lässt sich nicht als Bild lesen.</translation>
    </message>
    <message>
        <source>{name} has no polygon {gone}.</source>
        <translation>{name} hat kein Polygon {gone}.</translation>
    </message>
    <message>
        <source>{name} has too many pixels.</source>
        <translation>{name} hat zu viele Pixel.</translation>
    </message>
    <message>
        <source>{name} has {cols} x {rows} pixels and was shrunk to {side}.</source>
        <translation>{name} hat {cols} x {rows} Pixel und wurde auf {side} verkleinert.</translation>
    </message>
    <message>
        <source>{name} has {cols} x {rows} pixels; that shows nothing.</source>
        <translation>{name} hat {cols} x {rows} Pixel; das zeigt nichts.</translation>
    </message>
    <message>
        <source>{name} is a strip of {cols} x {rows} pixels.</source>
        <translation>{name} ist ein Streifen von {cols} x {rows} Pixeln.</translation>
    </message>
    <message>
        <source>{name} is transparent everywhere.</source>
        <translation>{name} ist überall durchsichtig.</translation>
    </message>
    <message>
        <source>“{word}” has no picture {beyond}: its {count} pictures count from 0.</source>
        <translation>„{word}“ hat kein Bild {beyond}: Seine {count} Bilder zählen ab 0.</translation>
    </message>
    <message>
        <source>Give a plain file of at most {most_mb} MB.</source>
        <translation>Geben Sie eine einfache Datei von höchstens {most_mb} MB.</translation>
    </message>
    <message>
        <source>Imagining {word}: picture {picture} of {n}</source>
        <translation>{word} wird gezeichnet: Bild {picture} von {n}</translation>
    </message>
    <message>
        <source>Pictures of {found} found</source>
        <translation>Bilder von {found} sind vorhanden</translation>
    </message>
    <message>
        <source>your own chip {n} of {word}</source>
        <translation>Ihrem eigenen Ausschnitt {n} von {word}</translation>
    </message>
    <message>
        <source>The map does not show yet what was chosen.</source>
        <translation>Die Karte zeigt noch nicht, was gewählt wurde.</translation>
    </message>
    <message>
        <source>Press Apply, and save the class when it is done.</source>
        <translation>Drücken Sie Anwenden, und speichern Sie die Klasse danach.</translation>
    </message>
    <message>
        <source>“{name}” is saved: {file}, {n} pictures.</source>
        <translation>„{name}“ ist gespeichert: {file}, {n} Bilder.</translation>
    </message>
    <message>
        <source>Saving the class…</source>
        <translation>Die Klasse wird gespeichert…</translation>
    </message>
    <message>
        <source>Terralex: saving a class</source>
        <translation>Terralex: eine Klasse speichern</translation>
    </message>
    <message>
        <source>Save the class…</source>
        <translation>Klasse speichern…</translation>
    </message>
    <message>
        <source>As a file for a colleague, who finds the same with it</source>
        <translation>Als Datei für eine Kollegin oder einen Kollegen: damit wird dasselbe gefunden</translation>
    </message>
    <message>
        <source>From a class file. Other words draw it anew.</source>
        <translation>Aus einer Klassendatei. Andere Wörter zeichnen sie neu.</translation>
    </message>
    <message>
        <source>Class files (*.terraclass)</source>
        <translation>Klassendateien (*.terraclass)</translation>
    </message>
    <message>
        <source>Save the class</source>
        <translation>Klasse speichern</translation>
    </message>
    <message>
        <source>The file of “{name}” would hold {n} pieces of your imagery.</source>
        <translation>Die Datei von „{name}“ enthielte {n} Ausschnitte Ihrer Bilder.</translation>
    </message>
    <message>
        <source>Whoever gets it can see them. Without pictures it holds numbers alone, and works as well.</source>
        <translation>Wer sie bekommt, kann sie sehen. Ohne Bilder enthält sie nur Zahlen und leistet dasselbe.</translation>
    </message>
    <message>
        <source>With pictures</source>
        <translation>Mit Bildern</translation>
    </message>
    <message>
        <source>Without pictures</source>
        <translation>Ohne Bilder</translation>
    </message>
    <message>
        <source>Terralex: loading {name}</source>
        <translation>Terralex: {name} laden</translation>
    </message>
    <message>
        <source>“{name}” can be used with the pack “{pack}”{version} alone: choose it before you run.</source>
        <translation>„{name}“ lässt sich nur mit dem Paket „{pack}“{version} verwenden: Wählen Sie es vor dem Lauf.</translation>
    </message>
    <message>
        <source>“{name}” is in the list. It looks like what its file holds: {n} pictures, none is drawn anew.</source>
        <translation>„{name}“ steht in der Liste. Wie es aussieht, sagt die Datei: {n} Bilder, keines wird neu gezeichnet.</translation>
    </message>
    <message>
        <source>“{name}” is in the list. It looks like what its file holds; no picture came with it.</source>
        <translation>„{name}“ steht in der Liste. Wie es aussieht, sagt die Datei; Bilder kamen nicht mit.</translation>
    </message>
    <message>
        <source>Load a class…</source>
        <translation>Klasse laden…</translation>
    </message>
    <message>
        <source>Load a class</source>
        <translation>Klasse laden</translation>
    </message>
    <message>
        <source>From a class file: its pictures are not drawn anew.</source>
        <translation>Aus einer Klassendatei: Ihre Bilder werden nicht neu gezeichnet.</translation>
    </message>
    <message>
        <source>The place resembles {word} as its class file has it. No picture came with that.</source>
        <translation>Der Ort ähnelt {word}, wie die Klassendatei es kennt. Ein Bild kam nicht mit.</translation>
    </message>
    <message>
        <source>Ask for the file again, or type the class instead.</source>
        <translation>Bitten Sie noch einmal um die Datei, oder tippen Sie die Klasse stattdessen.</translation>
    </message>
    <message>
        <source>Bring that pack in, or ask for the class as yours makes it.</source>
        <translation>Holen Sie jenes Paket, oder bitten Sie um die Klasse, wie Ihres sie macht.</translation>
    </message>
    <message>
        <source>Choose a file that ends in .terraclass.</source>
        <translation>Wählen Sie eine Datei, die auf .terraclass endet.</translation>
    </message>
    <message>
        <source>Choose a quicker preset, or ask for the class from a run of this preset.</source>
        <translation>Wählen Sie eine schnellere Voreinstellung, oder bitten Sie um die Klasse aus einem Lauf mit dieser.</translation>
    </message>
    <message>
        <source>Choose that pack for the run, or ask for the class as yours makes it.</source>
        <translation>Wählen Sie jenes Paket für den Lauf, oder bitten Sie um die Klasse, wie Ihres sie macht.</translation>
    </message>
    <message>
        <source>Choose this method for the run, or type the class instead.</source>
        <translation>Wählen Sie dieses Verfahren für den Lauf, oder tippen Sie die Klasse stattdessen.</translation>
    </message>
    <message>
        <source>Copy the file again; it may have no password.</source>
        <translation>Kopieren Sie die Datei noch einmal; sie darf kein Passwort haben.</translation>
    </message>
    <message>
        <source>Give it other words, which draws it anew, or ask whoever saved it.</source>
        <translation>Geben Sie ihr andere Wörter, was sie neu zeichnet, oder fragen Sie, wer sie gespeichert hat.</translation>
    </message>
    <message>
        <source>Its classes are: {names}.</source>
        <translation>Seine Klassen sind: {names}.</translation>
    </message>
    <message>
        <source>Load it again (“Load a class…”, or: terralex classes load FILE), or remove the class and type its name.</source>
        <translation>Laden Sie sie noch einmal („Klasse laden…“, oder: terralex classes load FILE), oder entfernen Sie die Klasse und tippen Sie ihren Namen.</translation>
    </message>
    <message>
        <source>Load its file again (“Load a class…”, or: terralex classes load FILE).</source>
        <translation>Laden Sie ihre Datei noch einmal („Klasse laden…“, oder: terralex classes load FILE).</translation>
    </message>
    <message>
        <source>Load the class file again.</source>
        <translation>Laden Sie die Klassendatei noch einmal.</translation>
    </message>
    <message>
        <source>Look whether it was moved, and choose it again.</source>
        <translation>Sehen Sie nach, ob sie verschoben wurde, und wählen Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>Run again with this class, and save it from there.</source>
        <translation>Starten Sie einen Lauf mit dieser Klasse, und speichern Sie sie von dort.</translation>
    </message>
    <message>
        <source>Save it without pictures, or take words away from it.</source>
        <translation>Speichern Sie sie ohne Bilder, oder nehmen Sie ihr Wörter weg.</translation>
    </message>
    <message>
        <source>Save the class from a run that draws pictures of its words.</source>
        <translation>Speichern Sie die Klasse aus einem Lauf, der Bilder ihrer Wörter zeichnet.</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>The class file of “{name}” is not on this computer any more.</source>
        <translation>Die Klassendatei von „{name}“ ist nicht mehr auf diesem Rechner.</translation>
    </message>
    <message>
        <source>The class “{manifest}” can be used with the pack “{made}”{version} alone, which is not here.</source>
        <translation>Die Klasse „{manifest}“ lässt sich nur mit dem Paket „{made}“{version} verwenden, das nicht hier ist.</translation>
    </message>
    <message>
        <source>The class “{manifest}” does not fit the pack “{name}” that it names.</source>
        <translation>Die Klasse „{manifest}“ passt nicht zum Paket „{name}“, das sie nennt.</translation>
    </message>
    <message>
        <source>The class “{manifest}” is too large for a class file.</source>
        <translation>Die Klasse „{manifest}“ ist zu groß für eine Klassendatei.</translation>
    </message>
    <message>
        <source>The class “{name}” comes from a class file: what it was learned from cannot be chosen here.</source>
        <translation>Die Klasse „{name}“ kommt aus einer Klassendatei: Woraus sie gelernt wurde, lässt sich hier nicht wählen.</translation>
    </message>
    <message>
        <source>The class “{name}” was learned from pictures for {gsd_m} m per pixel; this run looks at {gsd_m2} m.</source>
        <translation>Die Klasse „{name}“ wurde aus Bildern für {gsd_m} m je Pixel gelernt; dieser Lauf sieht {gsd_m2} m.</translation>
    </message>
    <message>
        <source>The class “{name}” was made with a pack that is called {then} too, but is another one.</source>
        <translation>Die Klasse „{name}“ wurde mit einem Paket gemacht, das auch {then} heißt, aber ein anderes ist.</translation>
    </message>
    <message>
        <source>The class “{name}” was made with fewer networks than this run uses: it lacks {lacking}.</source>
        <translation>Die Klasse „{name}“ wurde mit weniger Netzen gemacht, als dieser Lauf verwendet: Es fehlt {lacking}.</translation>
    </message>
    <message>
        <source>The class “{name}” was made with the method “{made}”.</source>
        <translation>Die Klasse „{name}“ wurde mit dem Verfahren „{made}“ gemacht.</translation>
    </message>
    <message>
        <source>The class “{name}” was made with {then}, and this run uses {now}.</source>
        <translation>Die Klasse „{name}“ wurde mit {then} gemacht, und dieser Lauf verwendet {now}.</translation>
    </message>
    <message>
        <source>The prototypes in {called} are not what its {manifest} tells of.</source>
        <translation>Die Prototypen in {called} sind nicht die, von denen {manifest} spricht.</translation>
    </message>
    <message>
        <source>This method draws nothing: only the words of {names} are used, not the class file.</source>
        <translation>Dieses Verfahren zeichnet nichts: Von {names} dienen nur die Wörter, nicht die Klassendatei.</translation>
    </message>
    <message>
        <source>This run compares texts alone: only the words of {names} are used, not the class file.</source>
        <translation>Dieser Lauf vergleicht nur Texte: Von {names} dienen nur die Wörter, nicht die Klassendatei.</translation>
    </message>
    <message>
        <source>This run has drawn nothing of “{name}”: there are no prototypes to save.</source>
        <translation>Dieser Lauf hat von „{name}“ nichts gezeichnet: Es gibt keine Prototypen zu speichern.</translation>
    </message>
    <message>
        <source>This run has no class “{name}”.</source>
        <translation>Dieser Lauf hat keine Klasse „{name}“.</translation>
    </message>
    <message>
        <source>What was loaded of the class “{name}” is damaged.</source>
        <translation>Was von der Klasse „{name}“ geladen wurde, ist beschädigt.</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>{name} wird geschrieben</translation>
    </message>
    <message>
        <source>{called} holds prototypes that are no numbers.</source>
        <translation>{called} enthält Prototypen, die keine Zahlen sind.</translation>
    </message>
    <message>
        <source>{called} holds {found}, which belongs into no class file.</source>
        <translation>{called} enthält {found}, das in keine Klassendatei gehört.</translation>
    </message>
    <message>
        <source>{called} is no class file: it holds no {manifest}.</source>
        <translation>{called} ist keine Klassendatei: {manifest} fehlt darin.</translation>
    </message>
    <message>
        <source>{called} is of a format that this version does not read.</source>
        <translation>{called} hat ein Format, das diese Version nicht liest.</translation>
    </message>
    <message>
        <source>{called} lacks {name}, which its {manifest} lists.</source>
        <translation>In {called} fehlt {name}, das {manifest} aufführt.</translation>
    </message>
    <message>
        <source>{manifest} in {called} is damaged.</source>
        <translation>{manifest} in {called} ist beschädigt.</translation>
    </message>
    <message>
        <source>{name} contains {found}, a kind of file that can run code.</source>
        <translation>{name} enthält {found}, eine Art von Datei, die Programme ausführen kann.</translation>
    </message>
    <message>
        <source>{name} holds more than {members} files.</source>
        <translation>{name} enthält mehr als {members} Dateien.</translation>
    </message>
    <message>
        <source>{name} in {called} is no picture of a class file.</source>
        <translation>{name} in {called} ist kein Bild einer Klassendatei.</translation>
    </message>
    <message>
        <source>{name} in {called} is not the file that its {manifest} lists.</source>
        <translation>{name} in {called} ist nicht die Datei, die {manifest} aufführt.</translation>
    </message>
    <message>
        <source>{name} is loaded</source>
        <translation>{name} ist geladen</translation>
    </message>
    <message>
        <source>{name} is not the class that it should be.</source>
        <translation>{name} ist nicht die Klasse, die es sein sollte.</translation>
    </message>
    <message>
        <source>{name} would grow to {total}; {total2} are the most.</source>
        <translation>{name} würde auf {total} wachsen; {total2} sind das Höchste.</translation>
    </message>
    <message>
        <source>{root} holds more than {members} files.</source>
        <translation>{root} enthält mehr als {members} Dateien.</translation>
    </message>
    <message>
        <source>“{file}” is not the key of a class file.</source>
        <translation>„{file}“ ist nicht der Schlüssel einer Klassendatei.</translation>
    </message>
    <message>
        <source>“{name}” was added to the list by hand: the run has learned nothing of it.</source>
        <translation>„{name}“ wurde von Hand in die Liste aufgenommen: Der Lauf hat davon nichts gelernt.</translation>
    </message>
    <message>
        <source>“{wrong}” in the {manifest} of {called} is not what it should be.</source>
        <translation>„{wrong}“ in {manifest} von {called} ist nicht, was es sein sollte.</translation>
    </message>
    <message>
        <source>Scheduler of other machines</source>
        <translation>Scheduler anderer Rechner</translation>
    </message>
    <message>
        <source>A Dask scheduler whose machines do the blocks of a run, for example tls://192.168.1.20:8786; empty for this computer alone. The pixels go to those machines, and to no other.</source>
        <translation>Ein Dask-Scheduler, dessen Rechner die Blöcke eines Laufs erledigen, zum Beispiel tls://192.168.1.20:8786; leer nur dieser Computer. Die Pixel gehen an diese Rechner und an keinen anderen.</translation>
    </message>
    <message>
        <source>Sched&amp;uler</source>
        <translation>Sc&amp;heduler</translation>
    </message>
    <message>
        <source>Asking the workers at {scheduler}</source>
        <translation>Fragt die Worker bei {scheduler}</translation>
    </message>
    <message>
        <source>Bring the same pack onto each machine (terralex packs fetch, or import).</source>
        <translation>Bringen Sie dasselbe Paket auf jeden Rechner (terralex packs fetch oder import).</translation>
    </message>
    <message>
        <source>Each machine must find the raster under the same path, for example on a shared disk.</source>
        <translation>Jeder Rechner muss das Raster unter demselben Pfad finden, zum Beispiel auf einer gemeinsamen Platte.</translation>
    </message>
    <message>
        <source>For other machines this Python needs the package {name}, which it lacks.</source>
        <translation>Für andere Rechner braucht dieses Python das Paket {name}, das ihm fehlt.</translation>
    </message>
    <message>
        <source>Give --tls-ca, --tls-cert and --tls-key, or write them into Dask&apos;s own configuration (docs/cluster.md).</source>
        <translation>Geben Sie --tls-ca, --tls-cert und --tls-key an, oder schreiben Sie sie in Dasks eigene Konfiguration (docs/cluster.md).</translation>
    </message>
    <message>
        <source>Install it: {executable} -m pip install distributed</source>
        <translation>Installieren Sie es: {executable} -m pip install distributed</translation>
    </message>
    <message>
        <source>Install the same version everywhere.</source>
        <translation>Installieren Sie überall dieselbe Version.</translation>
    </message>
    <message>
        <source>Install the same versions everywhere: with others the map would be another one.</source>
        <translation>Installieren Sie überall dieselben Versionen: mit anderen wäre die Karte eine andere.</translation>
    </message>
    <message>
        <source>Is it running, does it say the same address, and are the certificates of the same authority?</source>
        <translation>Läuft er, nennt er dieselbe Adresse, und sind die Zertifikate von derselben Stelle?</translation>
    </message>
    <message>
        <source>Is there room on its disk?</source>
        <translation>Ist auf seiner Platte noch Platz?</translation>
    </message>
    <message>
        <source>No worker is left at {scheduler}.</source>
        <translation>Bei {scheduler} ist kein Worker mehr da.</translation>
    </message>
    <message>
        <source>One block has ended {allowed_failures} workers at {scheduler}.</source>
        <translation>Ein Block hat bei {scheduler} {allowed_failures} Worker beendet.</translation>
    </message>
    <message>
        <source>Processors differ: torch computes with {mine} here, and otherwise on {unlike}. Single pixels may differ from a run on one machine.</source>
        <translation>Die Prozessoren unterscheiden sich: torch rechnet hier mit {mine}, und anders auf {unlike}. Einzelne Pixel können von einem Lauf auf einem Rechner abweichen.</translation>
    </message>
    <message>
        <source>Run again.</source>
        <translation>Starten Sie den Lauf noch einmal.</translation>
    </message>
    <message>
        <source>Share one file, or copy it with its time of change (cp -p, rsync -t).</source>
        <translation>Nutzen Sie eine gemeinsame Datei, oder kopieren Sie sie mit ihrer Änderungszeit (cp -p, rsync -t).</translation>
    </message>
    <message>
        <source>Start workers, then run again with the same folder: it goes on where it was.</source>
        <translation>Starten Sie Worker, dann den Lauf noch einmal mit demselben Ordner: er geht weiter, wo er war.</translation>
    </message>
    <message>
        <source>The bank of prototypes in {root} has lost an entry.</source>
        <translation>Die Prototypenbank in {root} hat einen Eintrag verloren.</translation>
    </message>
    <message>
        <source>The certificates for {scheduler} cannot be used: {strerror}.</source>
        <translation>Die Zertifikate für {scheduler} sind nicht verwendbar: {strerror}.</translation>
    </message>
    <message>
        <source>The request names a scheduler in a way that is not understood.</source>
        <translation>Die Anfrage nennt einen Scheduler auf eine Weise, die nicht verstanden wird.</translation>
    </message>
    <message>
        <source>The scheduler {scheduler} does not answer.</source>
        <translation>Der Scheduler {scheduler} antwortet nicht.</translation>
    </message>
    <message>
        <source>The scheduler {scheduler} is gone.</source>
        <translation>Der Scheduler {scheduler} ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The worker {address} is gone; others do its blocks again.</source>
        <translation>Der Worker {address} ist nicht mehr da; andere erledigen seine Blöcke noch einmal.</translation>
    </message>
    <message>
        <source>The worker {to} does not keep what it is sent.</source>
        <translation>Der Worker {to} behält nicht, was ihm geschickt wird.</translation>
    </message>
    <message>
        <source>The worker {where} says: {message}</source>
        <translation>Der Worker {where} sagt: {message}</translation>
    </message>
    <message>
        <source>The worker {worker} cannot read {path}.</source>
        <translation>Der Worker {worker} kann {path} nicht lesen.</translation>
    </message>
    <message>
        <source>The worker {worker} finds another raster at {path}: content, size or time of change differ.</source>
        <translation>Der Worker {worker} findet unter {path} ein anderes Raster: Inhalt, Größe oder Änderungszeit sind anders.</translation>
    </message>
    <message>
        <source>The worker {worker} has another Terralex ({value}) than this computer ({said}).</source>
        <translation>Der Worker {worker} hat ein anderes Terralex ({value}) als dieser Computer ({said}).</translation>
    </message>
    <message>
        <source>The worker {worker} has no GPU, and this run computes on one.</source>
        <translation>Der Worker {worker} hat keine GPU, und dieser Lauf rechnet auf einer.</translation>
    </message>
    <message>
        <source>The worker {worker} has {package} {here}, and this computer {there}.</source>
        <translation>Der Worker {worker} hat {package} {here}, und dieser Computer {there}.</translation>
    </message>
    <message>
        <source>The worker {worker} lacks the pack “{pack}”, or has another one of that name.</source>
        <translation>Dem Worker {worker} fehlt das Paket „{pack}“, oder er hat ein anderes dieses Namens.</translation>
    </message>
    <message>
        <source>They may have had too little memory: their logs say more. Then run again with the same folder.</source>
        <translation>Vielleicht hatten sie zu wenig Speicher: ihre Protokolle sagen mehr. Starten Sie danach den Lauf noch einmal mit demselben Ordner.</translation>
    </message>
    <message>
        <source>Use --device cpu.</source>
        <translation>Verwenden Sie --device cpu.</translation>
    </message>
    <message>
        <source>Use tls:// with certificates (docs/cluster.md). --insecure-scheduler goes there all the same.</source>
        <translation>Verwenden Sie tls:// mit Zertifikaten (docs/cluster.md). --insecure-scheduler geht trotzdem dorthin.</translation>
    </message>
    <message>
        <source>Workers at {where} do the blocks: {found}. They read {recipe} themselves.</source>
        <translation>Worker bei {where} erledigen die Blöcke: {found}. Sie lesen {recipe} selbst.</translation>
    </message>
    <message>
        <source>Write for example tls://192.168.1.20:8786.</source>
        <translation>Schreiben Sie zum Beispiel tls://192.168.1.20:8786.</translation>
    </message>
    <message>
        <source>{address} is another machine, reached without encryption: whoever is in that network could read the pixels and run code.</source>
        <translation>{address} ist ein anderer Rechner, der unverschlüsselt erreicht wird: wer in diesem Netz ist, könnte die Pixel lesen und Code ausführen.</translation>
    </message>
    <message>
        <source>{scheduler} is reached with certificates, and none are given.</source>
        <translation>{scheduler} wird mit Zertifikaten erreicht, und es sind keine angegeben.</translation>
    </message>
    <message>
        <source>“{address}” is not the address of a scheduler.</source>
        <translation>„{address}“ ist nicht die Adresse eines Schedulers.</translation>
    </message>
    <message>
        <source>Class files</source>
        <translation>Klassendateien</translation>
    </message>
    <message>
        <source>Classes that somebody saved (.terraclass), besides the names; they are not drawn anew, and need the pack they were saved with.</source>
        <translation>Klassen, die jemand gespeichert hat (.terraclass), neben den Namen; sie werden nicht neu gezeichnet und brauchen das Paket, mit dem sie gespeichert wurden.</translation>
    </message>
    <message>
        <source>A number of the training is negative.</source>
        <translation>Eine Zahl des Trainings ist negativ.</translation>
    </message>
    <message>
        <source>A trained file cannot be called {name}.</source>
        <translation>Eine trainierte Datei kann nicht {name} heißen.</translation>
    </message>
    <message>
        <source>All that is reviewed is background: there is no class to learn.</source>
        <translation>Alles Geprüfte ist Hintergrund: Es gibt keine Klasse zu lernen.</translation>
    </message>
    <message>
        <source>Ask for the file again, or train one of your own.</source>
        <translation>Bitten Sie noch einmal um die Datei, oder trainieren Sie eine eigene.</translation>
    </message>
    <message>
        <source>Choose a file that ends in {suffix}.</source>
        <translation>Wählen Sie eine Datei, die auf {suffix} endet.</translation>
    </message>
    <message>
        <source>Choose another name, or remove that one first.</source>
        <translation>Wählen Sie einen anderen Namen, oder entfernen Sie jene zuerst.</translation>
    </message>
    <message>
        <source>Choose that pack for the run, or train anew with yours.</source>
        <translation>Wählen Sie jenes Paket für den Lauf, oder trainieren Sie neu mit Ihrem.</translation>
    </message>
    <message>
        <source>Compares each place with the words&apos; texts, by a CLIP that was trained on your corrections.</source>
        <translation>Vergleicht jede Stelle mit den Texten der Wörter, mit einem CLIP, das an Ihren Korrekturen trainiert wurde.</translation>
    </message>
    <message>
        <source>Here are: {names}.</source>
        <translation>Hier sind: {names}.</translation>
    </message>
    <message>
        <source>Judging it where it was not trained</source>
        <translation>Wird dort beurteilt, wo nicht trainiert wurde</translation>
    </message>
    <message>
        <source>Learn from runs of one pack at a time.</source>
        <translation>Lernen Sie jeweils aus Läufen eines Pakets.</translation>
    </message>
    <message>
        <source>Looking at window {number} of {windows}</source>
        <translation>Fenster {number} von {windows} wird angesehen</translation>
    </message>
    <message>
        <source>Name one by its key: {keys}.</source>
        <translation>Nennen Sie eine mit ihrem Schlüssel: {keys}.</translation>
    </message>
    <message>
        <source>Name the folder of a finished run with reviewed polygons.</source>
        <translation>Nennen Sie den Ordner eines fertigen Laufs mit geprüften Polygonen.</translation>
    </message>
    <message>
        <source>No run was given to learn from.</source>
        <translation>Es wurde kein Lauf genannt, aus dem gelernt werden soll.</translation>
    </message>
    <message>
        <source>Nothing was trained: this is CLIP as it is. Train it on corrections, and name the file.</source>
        <translation>Es wurde nichts trainiert: Das ist CLIP, wie es ist. Trainieren Sie es an Korrekturen, und nennen Sie die Datei.</translation>
    </message>
    <message>
        <source>Reading what was reviewed in {name}</source>
        <translation>Was in {name} geprüft wurde, wird gelesen</translation>
    </message>
    <message>
        <source>Reading what was trained</source>
        <translation>Was trainiert wurde, wird gelesen</translation>
    </message>
    <message>
        <source>Removing {name}</source>
        <translation>{name} wird entfernt</translation>
    </message>
    <message>
        <source>Review more polygons: a window counts where a quarter of it is reviewed.</source>
        <translation>Prüfen Sie mehr Polygone: Ein Fenster zählt, wo ein Viertel davon geprüft ist.</translation>
    </message>
    <message>
        <source>Review polygons of some classes.</source>
        <translation>Prüfen Sie Polygone einiger Klassen.</translation>
    </message>
    <message>
        <source>The numbers in {called} are not those that its {manifest} lists.</source>
        <translation>Die Zahlen in {called} sind nicht die, die {manifest} darin aufführt.</translation>
    </message>
    <message>
        <source>The pack “{name}” has no CLIP whose places can be compared with words.</source>
        <translation>Das Paket „{name}“ hat kein CLIP, dessen Stellen sich mit Wörtern vergleichen lassen.</translation>
    </message>
    <message>
        <source>The trained file “{called}” is no longer the one of this run.</source>
        <translation>Die trainierte Datei „{called}“ ist nicht mehr die dieses Laufs.</translation>
    </message>
    <message>
        <source>The trained file “{name}” does not fit the pack “{name2}” that it names.</source>
        <translation>Die trainierte Datei „{name}“ passt nicht zum Paket „{name2}“, das sie nennt.</translation>
    </message>
    <message>
        <source>The trained file “{name}” was made with the pack “{made}”{version}, and this run uses another one.</source>
        <translation>Die trainierte Datei „{name}“ entstand mit dem Paket „{made}“{version}, und dieser Lauf nutzt ein anderes.</translation>
    </message>
    <message>
        <source>There is a trained file “{name}” already.</source>
        <translation>Es gibt schon eine trainierte Datei „{name}“.</translation>
    </message>
    <message>
        <source>There is no trained file “{called}” on this computer.</source>
        <translation>Auf diesem Rechner gibt es keine trainierte Datei „{called}“.</translation>
    </message>
    <message>
        <source>Train one (terralex train dedos RUN), or import one.</source>
        <translation>Trainieren Sie eine (terralex train dedos RUN), oder importieren Sie eine.</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>Trainiert</translation>
    </message>
    <message>
        <source>Training needs {least} reviewed windows of {side} px; these runs have {found}: {least2} are missing.</source>
        <translation>Das Training braucht {least} geprüfte Fenster von {side} px; diese Läufe haben {found}: {least2} fehlen.</translation>
    </message>
    <message>
        <source>Training: step {step} of {iterations}</source>
        <translation>Training: Schritt {step} von {iterations}</translation>
    </message>
    <message>
        <source>Use 0 or more.</source>
        <translation>Nehmen Sie 0 oder mehr.</translation>
    </message>
    <message>
        <source>Use fed, constant or off.</source>
        <translation>Nehmen Sie fed, constant oder off.</translation>
    </message>
    <message>
        <source>Use letters, digits, points, dashes and spaces, at most 64.</source>
        <translation>Nehmen Sie Buchstaben, Ziffern, Punkte, Striche und Leerzeichen, höchstens 64.</translation>
    </message>
    <message>
        <source>Use the pack starter, or one whose classifier is a ViT.</source>
        <translation>Nehmen Sie das Paket starter oder eines, dessen Klassifikator ein ViT ist.</translation>
    </message>
    <message>
        <source>Where it was not trained “{name}” is no better than the CLIP that it began from ({told} against {told2}): do not use it in its place.</source>
        <translation>Wo nicht trainiert wurde, ist „{name}“ nicht besser als das CLIP, mit dem es begann ({told} gegen {told2}): Nehmen Sie es nicht an dessen Stelle.</translation>
    </message>
    <message>
        <source>Where it was not trained “{name}” was no better than CLIP without training.</source>
        <translation>Wo nicht trainiert wurde, war „{name}“ nicht besser als CLIP ohne Training.</translation>
    </message>
    <message>
        <source>trained file</source>
        <translation>trainierte Datei</translation>
    </message>
    <message>
        <source>{called} holds what is no finite number.</source>
        <translation>{called} enthält etwas, das keine endliche Zahl ist.</translation>
    </message>
    <message>
        <source>{called} is no trained file: it holds no {manifest}.</source>
        <translation>{called} ist keine trainierte Datei: Es enthält kein {manifest}.</translation>
    </message>
    <message>
        <source>{found} trained files are called “{called}”.</source>
        <translation>{found} trainierte Dateien heißen „{called}“.</translation>
    </message>
    <message>
        <source>{name} holds {found}, which belongs into no trained file.</source>
        <translation>{name} enthält {found}, was in keine trainierte Datei gehört.</translation>
    </message>
    <message>
        <source>{name} is not the trained file that it should be.</source>
        <translation>{name} ist nicht die trainierte Datei, die es sein sollte.</translation>
    </message>
    <message>
        <source>{name} was made with another pack than {name2}.</source>
        <translation>{name} entstand mit einem anderen Paket als {name2}.</translation>
    </message>
    <message>
        <source>“tokens” is {tokens}.</source>
        <translation>„tokens“ ist {tokens}.</translation>
    </message>
    <message>
        <source>“{manifest}” can be used with the pack “{made}”{version} alone, which is not here.</source>
        <translation>„{manifest}“ lässt sich nur mit dem Paket „{made}“{version} nutzen, das nicht hier ist.</translation>
    </message>
    <message>
        <source>&amp;Trained files…</source>
        <translation>&amp;Trainierte Dateien…</translation>
    </message>
    <message>
        <source>Train on corrections</source>
        <translation>Mit Korrekturen trainieren</translation>
    </message>
    <message>
        <source>Trains the method DEDOS on what you reviewed or changed in one or more finished runs of one pack. The result is a trained file of this computer; “Segment by class names” uses it with METHOD dedos and OPTIONS trained=NAME.

A part of the windows is held back, and the log says whether the trained file is better there than CLIP as it is. A training that was stopped goes on when the same is asked again. Save edits before.</source>
        <translation>Trainiert das Verfahren DEDOS mit dem, was Sie in einem oder mehreren fertigen Läufen eines Pakets geprüft oder geändert haben. Das Ergebnis ist eine trainierte Datei dieses Computers; „Nach Klassennamen segmentieren“ verwendet sie mit METHOD dedos und OPTIONS trained=NAME.

Ein Teil der Fenster wird zurückgehalten, und das Protokoll sagt, ob die trainierte Datei dort besser ist als CLIP, wie es ist. Ein angehaltenes Training geht weiter, wenn dasselbe wieder verlangt wird. Speichern Sie Änderungen vorher.</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Folders of finished runs, or a file in each, for example recipe.json.</source>
        <translation>Ordner fertiger Läufe oder je eine Datei darin, zum Beispiel recipe.json.</translation>
    </message>
    <message>
        <source>What the trained file is called: letters, digits, points, dashes and spaces.</source>
        <translation>Wie die trainierte Datei heißt: Buchstaben, Ziffern, Punkte, Striche und Leerzeichen.</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>0 takes the usual number for the pack.</source>
        <translation>0 nimmt die für das Paket übliche Zahl.</translation>
    </message>
    <message>
        <source>The same seed gives the same file; an odd one holds back the other side of each run.</source>
        <translation>Derselbe Startwert ergibt dieselbe Datei; ein ungerader hält die andere Seite jedes Laufs zurück.</translation>
    </message>
    <message>
        <source>Key of the trained file</source>
        <translation>Schlüssel der trainierten Datei</translation>
    </message>
    <message>
        <source>Mean IoU of CLIP as it is, where it was not trained</source>
        <translation>Mittlere IoU von CLIP, wie es ist, wo nicht trainiert wurde</translation>
    </message>
    <message>
        <source>Mean IoU of the trained file, where it was not trained</source>
        <translation>Mittlere IoU der trainierten Datei, wo nicht trainiert wurde</translation>
    </message>
    <message>
        <source>Whether the trained file is better</source>
        <translation>Ob die trainierte Datei besser ist</translation>
    </message>
    <message>
        <source>Went on from step {n}, where it was stopped.</source>
        <translation>Ging bei Schritt {n} weiter, wo es angehalten wurde.</translation>
    </message>
    <message>
        <source>Mean IoU where it was not trained: {before} before, {after} after.</source>
        <translation>Mittlere IoU, wo nicht trainiert wurde: {before} vorher, {after} nachher.</translation>
    </message>
    <message>
        <source>Trained file: {name}</source>
        <translation>Trainierte Datei: {name}</translation>
    </message>
    <message>
        <source>Trained file</source>
        <translation>Trainierte Datei</translation>
    </message>
    <message>
        <source>What was trained on corrections with the chosen pack</source>
        <translation>Was mit Korrekturen und dem gewählten Paket trainiert wurde</translation>
    </message>
    <message>
        <source>About the trained file</source>
        <translation>Über die trainierte Datei</translation>
    </message>
    <message>
        <source>Trained &amp;files…</source>
        <translation>Trainierte &amp;Dateien…</translation>
    </message>
    <message>
        <source>Train on corrections; list, export, import and remove trained files</source>
        <translation>Mit Korrekturen trainieren; trainierte Dateien auflisten, exportieren, importieren und entfernen</translation>
    </message>
    <message>
        <source>CLIP as it is</source>
        <translation>CLIP, wie es ist</translation>
    </message>
    <message>
        <source>No trained file is used: this is the pack&apos;s CLIP as it is.</source>
        <translation>Keine trainierte Datei wird verwendet: Das ist das CLIP des Pakets, wie es ist.</translation>
    </message>
    <message>
        <source>Terralex: looking at trained files</source>
        <translation>Terralex: trainierte Dateien ansehen</translation>
    </message>
    <message>
        <source>No result of this project has reviewed polygons.</source>
        <translation>Kein Ergebnis dieses Projekts hat geprüfte Polygone.</translation>
    </message>
    <message>
        <source>Open one, review it on the page Review, and save the edits.</source>
        <translation>Öffnen Sie eines, prüfen Sie es auf der Seite „Prüfen“ und speichern Sie die Änderungen.</translation>
    </message>
    <message>
        <source>before it is learned from</source>
        <translation>bevor daraus gelernt wird</translation>
    </message>
    <message>
        <source>Stopped. What was trained is kept: the same training goes on from there.</source>
        <translation>Angehalten. Was trainiert wurde, bleibt: Dasselbe Training geht von dort weiter.</translation>
    </message>
    <message>
        <source>Terralex: training “{name}”</source>
        <translation>Terralex: „{name}“ trainieren</translation>
    </message>
    <message>
        <source>“{name}” is trained. {judged}</source>
        <translation>„{name}“ ist trainiert. {judged}</translation>
    </message>
    <message>
        <source>It went on from step {n}, where it had been stopped.</source>
        <translation>Es ging bei Schritt {n} weiter, wo es angehalten worden war.</translation>
    </message>
    <message>
        <source>It is no better than CLIP as it is: do not use it in its place.</source>
        <translation>Es ist nicht besser als CLIP, wie es ist: Verwenden Sie es nicht an dessen Stelle.</translation>
    </message>
    <message>
        <source>DEDOS with “{name}” is chosen in the panel.</source>
        <translation>DEDOS mit „{name}“ ist im Bedienfeld gewählt.</translation>
    </message>
    <message>
        <source>“{name}” was trained with the pack “{pack}”, which is not on this computer.</source>
        <translation>„{name}“ wurde mit dem Paket „{pack}“ trainiert, das nicht auf diesem Computer ist.</translation>
    </message>
    <message>
        <source>“{name}” is written: {file}.</source>
        <translation>„{name}“ ist geschrieben: {file}.</translation>
    </message>
    <message>
        <source>Terralex: exporting {name}</source>
        <translation>Terralex: {name} exportieren</translation>
    </message>
    <message>
        <source>“{name}” is here. {judged}</source>
        <translation>„{name}“ ist da. {judged}</translation>
    </message>
    <message>
        <source>“{name}” is removed.</source>
        <translation>„{name}“ ist entfernt.</translation>
    </message>
    <message>
        <source>Terralex: removing a trained file</source>
        <translation>Terralex: eine trainierte Datei entfernen</translation>
    </message>
    <message>
        <source>{before} → {after}</source>
        <translation>{before} → {after}</translation>
    </message>
    <message>
        <source>{before} → {after}, no better</source>
        <translation>{before} → {after}, nicht besser</translation>
    </message>
    <message>
        <source>Trained on {names}. Mean IoU where it was not trained: {judged}.</source>
        <translation>Trainiert mit {names}. Mittlere IoU, wo nicht trainiert wurde: {judged}.</translation>
    </message>
    <message>
        <source>Better than CLIP as it is, where it was not trained.</source>
        <translation>Besser als CLIP, wie es ist, wo nicht trainiert wurde.</translation>
    </message>
    <message>
        <source>No better than CLIP as it is, where it was not trained: do not use it in its place.</source>
        <translation>Nicht besser als CLIP, wie es ist, wo nicht trainiert wurde: Verwenden Sie es nicht an dessen Stelle.</translation>
    </message>
    <message>
        <source>{before} before, {after} after</source>
        <translation>{before} vorher, {after} nachher</translation>
    </message>
    <message>
        <source>Mean IoU</source>
        <translation>Mittlere IoU</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>DEDOS learns from what you reviewed, 24 windows at least, and is judged on a quarter of them that is held back. It takes minutes to hours; you can go on working, and stop it without losing anything.</source>
        <translation>DEDOS lernt aus dem, was Sie geprüft haben, mindestens 24 Fenstern, und wird an einem zurückgehaltenen Viertel davon beurteilt. Das dauert Minuten bis Stunden; Sie können weiterarbeiten und es anhalten, ohne etwas zu verlieren.</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Results to learn from</source>
        <translation>Ergebnisse, aus denen gelernt wird</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>Na&amp;me</translation>
    </message>
    <message>
        <source>Letters, digits, points, dashes and spaces</source>
        <translation>Buchstaben, Ziffern, Punkte, Striche und Leerzeichen</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Terralex: trained files</source>
        <translation>Terralex: trainierte Dateien</translation>
    </message>
    <message>
        <source>Trained files</source>
        <translation>Trainierte Dateien</translation>
    </message>
    <message>
        <source>About the chosen file</source>
        <translation>Über die gewählte Datei</translation>
    </message>
    <message>
        <source>&amp;Train…</source>
        <translation>&amp;Trainieren…</translation>
    </message>
    <message>
        <source>Train DEDOS on corrections of this project</source>
        <translation>DEDOS mit Korrekturen dieses Projekts trainieren</translation>
    </message>
    <message>
        <source>Stop; what was trained is kept, and goes on from there</source>
        <translation>Anhalten; was trainiert wurde, bleibt, und es geht von dort weiter</translation>
    </message>
    <message>
        <source>Choose DEDOS and this file in the panel</source>
        <translation>DEDOS und diese Datei im Bedienfeld wählen</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>Write it into a file for somebody with the same pack</source>
        <translation>In eine Datei schreiben, für jemanden mit demselben Paket</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <source>Bring in a file that somebody exported</source>
        <translation>Eine Datei importieren, die jemand exportiert hat</translation>
    </message>
    <message>
        <source>Close this window; a training goes on</source>
        <translation>Dieses Fenster schließen; ein Training geht weiter</translation>
    </message>
    <message>
        <source>Nothing was trained yet. Review polygons of a result, then press Train.</source>
        <translation>Noch wurde nichts trainiert. Prüfen Sie Polygone eines Ergebnisses und drücken Sie dann „Trainieren“.</translation>
    </message>
    <message>
        <source>Export a trained file</source>
        <translation>Eine trainierte Datei exportieren</translation>
    </message>
    <message>
        <source>Import a trained file</source>
        <translation>Eine trainierte Datei importieren</translation>
    </message>
    <message>
        <source>Remove “{name}” from this computer? Maps stay; runs that used it cannot go on or be explained.</source>
        <translation>„{name}“ von diesem Computer entfernen? Karten bleiben; Läufe, die sie verwendet haben, können nicht weitergehen und nicht erklärt werden.</translation>
    </message>
    <message>
        <source>Stopping… What was trained is kept.</source>
        <translation>Wird angehalten… Was trainiert wurde, bleibt.</translation>
    </message>
    <message>
        <source>Trained files (*.terratrained)</source>
        <translation>Trainierte Dateien (*.terratrained)</translation>
    </message>
    <message>
        <source>Fetch or copy the pack again, or choose another pack.</source>
        <translation>Laden oder kopieren Sie das Paket noch einmal, oder wählen Sie ein anderes Paket.</translation>
    </message>
    <message>
        <source>Half precision gave no numbers for the extractor “{name}”; what it saw was computed again in full precision.</source>
        <translation>Die halbe Genauigkeit ergab keine Zahlen für den Extraktor „{name}“; was er sah, wurde in voller Genauigkeit noch einmal berechnet.</translation>
    </message>
    <message>
        <source>Memory does not hold {before} windows at a time; the run goes on with {batch}, more slowly.</source>
        <translation>Der Speicher fasst nicht {before} Fenster auf einmal; der Lauf geht mit {batch} weiter, langsamer.</translation>
    </message>
    <message>
        <source>The generator of the pack “{name}” gives no numbers for “{prompt}”.</source>
        <translation>Der Generator des Pakets „{name}“ ergibt keine Zahlen für „{prompt}“.</translation>
    </message>
    <message>
        <source>Half precision did not suffice for pictures of {word}; they were drawn again in full precision.</source>
        <translation>Die halbe Genauigkeit reichte für Bilder von {word} nicht; sie wurden in voller Genauigkeit noch einmal gezeichnet.</translation>
    </message>
    <message>
        <source>Memory does not hold what is seen of {before} pictures; the run looks at {at_once}, more slowly.</source>
        <translation>Der Speicher fasst nicht, was in {before} Bildern gesehen wird; der Lauf sieht {at_once} an, langsamer.</translation>
    </message>
    <message>
        <source>The GPU's memory does not hold what was seen of “{word}”; the computer's does, slower.</source>
        <translation>Der Speicher der GPU fasst nicht, was von „{word}“ gesehen wurde; der des Rechners tut es, langsamer.</translation>
    </message>
    <message>
        <source>The GPU&apos;s memory does not hold {before} pictures that are drawn together; {at_once} are drawn at a time, more slowly.</source>
        <translation>Der Speicher der GPU fasst nicht {before} Bilder, die zusammen gezeichnet werden; {at_once} werden auf einmal gezeichnet, langsamer.</translation>
    </message>
    <message>
        <source>What it was told of this place: “{sentence}”.</source>
        <translation>Was ihm von dieser Stelle gesagt wurde: „{sentence}“.</translation>
    </message>
    <message>
        <source>Add scheme=paper, or leave “captions” out.</source>
        <translation>Geben Sie scheme=paper dazu, oder lassen Sie „captions“ weg.</translation>
    </message>
    <message>
        <source>Leave “captions” out, or use a pack that brings one (docs/packs.md).</source>
        <translation>Lassen Sie „captions“ weg, oder nehmen Sie ein Paket, das einen mitbringt (docs/packs.md).</translation>
    </message>
    <message>
        <source>The pack “{name}” brings no captioner, which “captions” asks for.</source>
        <translation>Das Paket „{name}“ bringt keinen Bildbeschreiber mit, den „captions“ verlangt.</translation>
    </message>
    <message>
        <source>The pack “{name}” has a captioner of an unknown kind, {spec}.</source>
        <translation>Das Paket „{name}“ hat einen Bildbeschreiber unbekannter Art, {spec}.</translation>
    </message>
    <message>
        <source>“captions” makes a sentence for each word and window, and “scheme=onepass” sees a window once for all.</source>
        <translation>„captions“ macht einen Satz für jedes Wort und Fenster, und „scheme=onepass“ sieht ein Fenster einmal für alle.</translation>
    </message>
    <message>
        <source>“{name}” learned nothing of {strange}: beside what it learned, such words are looked for as CLIP does without training.</source>
        <translation>„{name}“ hat nichts über {strange} gelernt: neben dem Gelernten werden solche Wörter so gesucht, wie CLIP es ohne Training tut.</translation>
    </message>
</context>
</TS>
