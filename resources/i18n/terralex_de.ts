<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>@default</name>
    <message>
        <source>; its last words: {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A block of {block_px} px is not possible.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A class has no name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A download broke off: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file is not the one that was announced: {what} (its checksum differs).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file of the environment is in use{what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A kernel on the GPU failed: {gpu}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A kernel on {name} failed: {gpu}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A pack holds {SAFE} files and licences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A pack is a folder with a pack.json; see docs/packs.md.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A pack “{name}” is here already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A pixel of the raster is {pixel} m; it cannot be shown at {gsd_m} m as was asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A pixel of {working} m is too {working2} for this pack, which was trained at {low} to {high} m and stretches to {FARTHEST} times that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A proxy may be changing downloads. Fetch again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run is already going on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run is at work in {folder}{who}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A window of {windows} px does not fit into a picture of “short_side” {short_side}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add background=off, or leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All background prototypes resemble a stuff class and were dropped; a constant takes their place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All kinds of prototypes are switched off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All words are learned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another QGIS window is working on this environment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another fetch or import is at work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for the right to read it, or copy it to your own folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your administrator to allow it, name your organisation&apos;s mirror, or install from an offline folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your administrator to allow programs in the engine&apos;s folder, or to set TERRALEX_HOME to one that is allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking what is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking {home} about {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Behind a company&apos;s proxy, set SSL_CERT_FILE to the file with its certificates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring it back, or forget it: terralex packs fetch {name} --update.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring it in with: terralex packs import {root}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring the right one, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bringing in {path}: {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Burning polygons into the raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CUDA 12.6 (older cards)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check HF_ENDPOINT and the proxy; a sign-in page may stand between.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check HF_ENDPOINT: a mirror has to name them as the hub does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check HF_ENDPOINT; if it is a mirror, it is out of step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the address of the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the area&apos;s own coordinate system (a GeoJSON file means degrees unless it says otherwise), or save it in the raster&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the disk, then run again with the same folder; finished parts are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the internet connection and the proxy (HTTPS_PROXY), and fetch again. {KEPT} Without internet: terralex packs import FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the network. {_KEPT}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the path, and whether the disk is connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the path, or type the names themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking the words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking {entry}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder of your own, or ask for the right to write there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a layer of polygons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a place that has a class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a raster layer or give the path of an image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a smaller area or a coarser resolution; for more, ask the provider for the data as files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a smaller area, or run it part by part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another Python (3.11 to 3.14, 64 bit); for an offline folder, fill it on a computer of the same kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another Python in Terralex&apos;s set-up panel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder, or empty it yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder, repeat that run to finish it, or delete the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder; finished runs are never changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name, or remove it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another output folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another pack, or set the ground resolution (gsd_m) nearer to that range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another raster or band.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one band, or three for red, green, blue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of its bands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the class raster of a run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the classes.tif of a run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the device “auto” or “cpu”, or install a torch that fits the graphics driver.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder that holds classes.tif and recipe.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other QGIS windows and programs that use it, wait for the antivirus, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs, and press “Set up” again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs, use smaller windows, or choose a smaller pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the programs that use it, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convert it to amplitudes first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy or download it again, or save what is left under a new name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy or download it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the pack with its links followed (cp -rL), and import the copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the whole pack again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the zip again; it may have no password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct its pack.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete that folder yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Did you mean: {near}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not use it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not use this pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not use this zip.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw it over the raster, or choose the whole layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw it where the layer has a picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is installed and does not compute: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export them as a GeoPackage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features are no longer kept in {_root} ({strerror}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features cannot be kept in {_root} ({strerror}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features without a geometry: {empty}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features without a polygon, left out: {usable}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch again later. {KEPT}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch again then. {KEPT}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch or copy the pack again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch or copy the pack again; if that does not help, update Terralex.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch or copy the pack again; results made with it are not affected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch them once{about}: terralex packs fetch {name}. Without internet: terralex packs import FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetching {path}: {self}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill it on a computer of the same system and Python (docs/install.md has the command), and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding areas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space, or set TERRALEX_CACHE to another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get the file again from where it came from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give --replace to put the new one in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a vector file with polygons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a zip of the pack alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give at least one size, for example windows=256.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give both, or leave both out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it a class_id from 0 to {highest}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it in the raster&apos;s own coordinates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the pack&apos;s folder, or a zip of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the pack&apos;s own folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give yours another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it asks for conditions to be accepted, do so on its page with an account, set HF_TOKEN to that account&apos;s token, and fetch again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If that is what you want: terralex packs fetch {name} --restricted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imagining {word}: picture {picture} of {N}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install a 64-bit Python 3.11 to 3.14 from python.org or your system, and choose it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is it complete?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is the disk connected and the file still in its place? Then run again; finished parts are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is the disk full or disconnected?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is the disk full? Choose another output folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has: {listed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It needs a licence, and either repository and revision or url; see docs/packs.md.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It takes {kinds}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its classes are {v}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its columns are {COLUMNS}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its layers: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep {name}.aux.xml beside it when you move or copy it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning what {word} looks like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave at least one of them on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave one of them out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave this class out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave “short_side” (or the preset paper) out, or cut the raster into tiles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line} of {name}: “{text}” is not a value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the networks of “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for it in {parent}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the pack “{pack}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking which classes are there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room and run again with the same folder; finished parts are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room or get the right to write there, then give the same command again. {KEPT}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room, or choose a folder on another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room, or choose a folder on another disk. {_KEPT}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room, or set TERRALEX_HOME to a folder on a larger disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the zip without a password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making a virtual environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matching {done} of {total} windows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May you open it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring areas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merging crumbs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Methods: {METHODS}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No NVIDIA graphics driver was found on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No NVIDIA graphics driver was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No Python on this computer can make the engine&apos;s environment ({what}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No step was finished for {_stall_s} minutes. The engine is alive; cancel if you think that it hangs: finished parts are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be written into {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing may be written there{what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of it was kept. Fetch again; if it happens again, a proxy may be changing downloads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed. If you trust the new one: terralex packs fetch {name} --update.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On Debian and Ubuntu: sudo apt install python3-venv. Elsewhere choose another Python.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On Windows install Microsoft's Visual C++ Redistributable (x64), restart, and press “Repair”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On macOS the engine uses the CPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it in QGIS and save it as a GeoTIFF.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open one of its sub-datasets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packs found: {here}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint it over the picture of the same name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper mode looks at a picture as a whole, and this one has {cols} x {rows} px.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures of {found} found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixels of polygons where the raster has no data, left without a class: {dropped}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygon {fids} of {file} has no class of the raster: {shown} ({size} such polygons).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygons that cross themselves or are invalid otherwise, exported as they are: {invalid}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Run again: a new engine is started and finished parts are kept. If the computer was short of memory, choose a smaller area or the draft preset. Its log is {log}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Run again: finished parts are kept. Its log is {log}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Run again; its log is {log}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press “Repair”; if it stays so, copy the report and send it to us.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prototypes of {found} found; they were not imagined again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proving that it computes; the first time takes a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put them into HTTPS_PROXY, before its host and an @ sign, and fetch again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python has no venv or pip to make an environment with ({what}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>QGIS is set to a SOCKS proxy, which pip cannot use by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read them (terralex packs list {name}), then: terralex packs fetch {name2} --yes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read them on {home}/{name}; then fetch with --restricted and HF_TOKEN set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the recipe of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove or rename one of the two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the empty row or type a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removing the engine&apos;s environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removing the old packages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart QGIS, so that the plugin and the engine are of the same version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resumed: {finished} of {blocks} blocks were finished before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run again when the file is complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run it again; explanations need what made the map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run it with “short_side” 0 to ask why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as CSV in UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as PNG.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as a tiled GeoTIFF.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the polygons in the system of {classes} first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the raster&apos;s coordinate system before the run, or export as a GeoPackage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set up the engine again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simplifying the borders of {pixels} polygons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some words it knows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of {host} is not encrypted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The area cannot be brought into the raster&apos;s coordinate system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The area cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The area holds no data: every pixel in it is nodata.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The area holds no polygon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The area is too large for one run, or its parts lie too far apart: a picture around all of it would have {cols} × {rows} pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The area lies outside the layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The area lies outside the raster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The area reaches where the raster&apos;s coordinate system ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The area {name} cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The area {name} holds no polygon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bank of prototypes in {root} cannot be written: {strerror}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The budget of {_budget} GB for kept features is used up; further windows will be encoded again in the next run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The calibration of the pack “{name}” cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of {host} cannot be trusted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of {what} is not trusted on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The class list {name} cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The class list {name} has no column “name”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The class name {name} contains a control character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The class name “{name}…” has {name2} characters; {MAX_NAME} are allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The class “{name}” is listed twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk with {folder} is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine could not be started with {_python}: {strerror}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine has been silent for {_silence_s} seconds and was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine has no command “{command}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine speaks version {protocol} of the protocol, the plugin {VERSION}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine stopped by itself ({how}{last}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine was not ready after {_start_s} seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine&apos;s Python lacks {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The extractor “{name}” gives {shape} channels; its pack says {dim}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder holds files that are not of an environment made here; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder lies inside the plugin, where the next update would delete it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {out} may not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {parent} {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The generator of the pack “{name}” cannot read “{word}” in its prompt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The labels need {size} GB as a Shapefile, and its limit is 2 GB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer {name} has no coordinate system, and GeoJSON is in longitude and latitude.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer {name} holds other geometries than polygons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log below has the whole story. {_KEPT}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The manifest of the pack “{name}” lists files without checksums.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask {word}/{name} cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask {word}/{name} has {shape} x {shape2} px, its picture {shape3} x {shape4}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The nearest words it knows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The networks of the pack “{name}” are not on this computer yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The networks will see pixels of {working} m; the nearest they were trained at is {gsd_m} m. Expect weaker results.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The offline folder lacks {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack has not learned “{word}” at {at}; pictures for {instead} are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack {name} has a damaged pack.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack {name} has format {manifest}; this version reads {FORMAT}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack {name} has no readable pack.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack {name} lacks {missing} in its pack.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{name}” cannot be removed: {strerror}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{name}” comes under licences that nobody has agreed to yet: {listed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{name}” contains {name2}, a kind of file that can run code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{name}” does not know “{name2}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{name}” has a generator of an unknown kind, {spec}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{name}” has an extractor of an unknown kind, {spec}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{name}” has no classifier that this version can use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{name}” has no extractor “{name2}” whose keys could be cut.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{name}” has no extractor “{name2}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{name}” has parts that need an account or forbid commercial use: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{name}” is here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{name}” is not the one that made this run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{name}” lacks {entry}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{name}” lies in {root}, which is not Terralex's own folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{name}” lists {entry} with a size or checksum that is none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{name}” lists {manifest} files; {MOST_FILES} are the most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{name}” lists {path} twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{name}” names a file outside its folder: {entry}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{name}” names a file outside its folder: {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{name}” names the folder {folder}, in which it lists no file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{name}” needs more than is free of {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{name}” {why}; there is nothing to remove.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{pack}” contains {path}, a kind of file that can run code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{pack}” contains {path}, a kind of file that no pack needs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{pack}” contains {path}, a name that not every system takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack “{pack}” needs {needed} GB more; {free} GB are free beside {root}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The path of the folder is too long for Windows ({root} characters).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pictures of “{word}” show no clear region; they are used whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The place {x}, {y} lies outside the raster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The polygons&apos; borders could not be simplified without gaps; they follow the pixels instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prefilter does not see {left_out}; left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy asks for a name and a password (407).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy wants a name and a password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy {what} does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The raster does not say how large its pixels are; {size} m is assumed. Set the pixel size (pixel_m) if that is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The raster has control points or a sensor model, but no grid on a map; the result is in its own pixels. Warp it (QGIS: Raster › Projections › Warp) to get a result in map coordinates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The raster has no coordinate system; the result has none, too, and its areas stay empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run labelled nothing at {x}, {y}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The set-up was interrupted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source “{key}” of the pack “{name}” cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system ended the set-up, most likely for want of memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {silent} has no coordinate system; area and raster are taken to be in the same coordinates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {what} of the pack “{name}” cannot be opened: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no GPU that the engine can use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no class list {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no class to look for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file or folder {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no folder of masks {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no method “{method}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no option “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no pack “{name}” on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no raster to segment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no {what} for this computer&apos;s system and Python.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to export.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to make polygons of.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is one build for macOS; the engine uses the CPU there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This area would take {count} requests to the service; {most} are allowed in one run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer&apos;s processor lacks instructions that torch needs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer&apos;s rules do not let the new Python start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run looked at the whole picture at once (paper mode); its places are not explained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This version knows {KINDS}; update Terralex.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too little room on the disk: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracing areas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again later. {_KEPT}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again when the other program has finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; if it stays so, a proxy, an antivirus or the mirror changes files: ask your administrator, or install from an offline folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type at least one name, for example: building, road.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the name again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpacking: {here} of {packages} packages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update Terralex or the pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update Terralex, or the pack.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update Terralex.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update Terralex; in a pack of your own, check repository, revision and file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update the plugin and the engine together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use 64 to 8192.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a computer with a processor of 2013 or later (AVX2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a layer or a GeoJSON file with polygons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a pack whose weights are safetensors only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a sharper raster or another pack; if the raster&apos;s pixel size is wrong, set it (pixel_m).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a short name and put the rest into its alternative words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a shorter or simpler word.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use an https address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use blend=uniform, or preset paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use https, or set {PLAIN_HTTP}=1 for a server in your own network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use one of: {SUFFIXES}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use one of: {allowed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use pack, paper or aerial, or a sentence with {word} in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use rasters of one run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use small letters, digits, dots, dashes and underscores.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use smaller windows or a larger side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use whole numbers from 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use “thing” or “stuff”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values of “{name}” cut to the {DBF_TEXT} bytes of a Shapefile: {truncated}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for it to end, or cancel it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for it to end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until it ends, stop it, or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until it ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What came so far is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the pack does not list stays behind: {passed}{more}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was fetched is kept: press “Set up” again to go on from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Windows would leave gaps; use a smaller stride.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write both; only a hub&apos;s repositories may leave them open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write colours as #rrggbb.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write them into the address of the mirror, or ask your administrator for one without.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing into {folder} failed: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing into {folder} failed: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing polygons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the rasters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zip the files themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a package</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be written to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does not exist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exit code {code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>feature extractor {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has no checksum in the manifest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has other contents than it should</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has {st_size} bytes instead of {entry}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is a kind of file that can run code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is part of Terralex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it cannot be run ({strerror})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it did not answer within {PROBE_S} seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is Python {detail}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is Python {version}; {range_} is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is a 32-bit program; a 64-bit Python is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is made for Intel processors, for which torch is no longer built</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is not a working Python</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is not the ordinary CPython</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it lacks venv or pip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its version does not fit the packages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>killed by signal {code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not available at the moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>picture generator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the GPU&apos;s memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the module is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server of the packages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this machine&apos;s memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this system has no glibc, for which torch is built</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this system&apos;s C library is {facts}; {str} or newer is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too many requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>torch could not be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>was not fetched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wheels (files that end in .whl)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{bands} bands were chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{before} of {before2} background prototypes resemble a stuff class and were dropped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{called} holds a file that would land outside its folder: {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{called} lacks {missing}, which its pack.json lists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{came_from} redirects to this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{classes} classes are too many; {MAX_CLASSES} fit into one raster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{entry} comes from a plain address and has no size or no sha256 in the pack.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{entry} of the pack “{name}” has no source and no checksum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{entry} of the pack “{name}” is not the file that it should be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{entry} was another file when it was first fetched than the pack now names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} cannot be a folder: {code}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} has no safetensors file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} is not the folder of a finished run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{geometry} polygons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{gsd_m} m per pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{home} does not answer as a model hub does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{home} does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{home} names another commit of {name} than {commit}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{home} names no size or no checksum of {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{home} now has another {what} than the one that is known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} answered {status} when asked for {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} cannot be reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} does not give {what} to you ({status}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{lead}: {nearest}. “terralex packs {name}” lists all; a larger pack (ovdiff) takes any word.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} asks for conditions to be accepted, which its pack does not say.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be read as a raster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be read as a vector layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be read to its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be read: {strerror}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be read; it may be damaged or incomplete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be used ({reason})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} could not be written: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} could not be written: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} could not be written: {strerror}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} does not lie on the grid of {name2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} does not name its classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} does not say what its classes are called.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has been changed or removed since the run began.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has no band {missing}; it has {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has no layer “{layer}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has no pixel with a value (all is nodata).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has no {file} at its commit {commit}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds complex numbers, as radar does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds more than {MOST_MEMBERS} files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds no labelled pixel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds no polygon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds the same bytes several times over, as a zip bomb does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds the value {unknown}, which is none of its classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds {dtypes} values; a class raster holds uint8 or uint16.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds {name2} twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} in {called} is a link or a device, not a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} in {called} is encrypted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} in {called} would grow to {file_size}, as a zip bomb does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is a container without bands of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is being written to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is empty (0 bytes).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is no longer the raster of this run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is no longer there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a complete safetensors file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a raster that can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a zip that can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not on the disk as it was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not the file that its pack.json lists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is now under the licence “{licence}”; the pack says “{source}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is there, and the installed torch is the CPU build: set up again with the CUDA build.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is there, and torch for CUDA {gpu} cannot use its driver {driver}{detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is too old for torch (compute capability {capability}.{capability2}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} may not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} needs more memory than there is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was found; CUDA is offered for x86-64 computers only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was found; its driver {driver} is too old (525 or newer is needed).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} with driver {driver} was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} with driver {driver} was found; CUDA 13 needs a newer card or driver.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{out} holds an unfinished run with other settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{out} holds other files; going on in {name} inside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{out} holds other files; the results go to {free} inside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{out} is a file, not a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} already holds a finished run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be read; it holds the checksums of the pack&apos;s first fetch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be unpacked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be written: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be written: {strerror}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is larger than it is said to be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not the file that the pack.json lists: its checksum is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{relative} in {name} is a link to somewhere else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{root} holds more than {MOST_MEMBERS} files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{segments} and {classes} have different coordinate systems.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{there} are free, about {needed} are needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{there} exists already in {parent}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{url} announces {answer} bytes for {what}; {rest} are right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{url} breaks off {what} again and again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{url} broke off {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{url} does not go on where {what} stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{url} now has another {what} than the one that is known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{url} redirects in circles for {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{url} sends more bytes for {what} than the {size} that are right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{url} sent something else than {what}: its checksum is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} asks for a name and a password (401).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} cannot be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} has trouble of its own (an error of the server).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} refused to hand out the packages (403).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{why} and asks to wait {wait} minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{why}; trying again in {left} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“background” is what a run calls all that it was not asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“masks_folder” holds WORD/000.png and so on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“prompts” is {prompts}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“segmenter=folder” and “masks_folder” belong together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“segmenter={segmenter}” proposes regions and “regions=whole” uses none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“segmenter_extractor” may be: {listed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“short_side” looks at pictures as the paper does, and “blend” is {blend}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“stride” ({stride}) is larger than the smallest window ({windows}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“threshold” is for runs without a background.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“windows” is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{colour}” is not a colour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{format}” is not a format of labels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{kind}” is not a kind of class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be the name of a pack.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is the name of a pack that is part of Terralex.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is {value}; it must lie between {low} and {high}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{url}” is not an address that packs may come from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{word}” was hardly seen in training; expect little.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{wrong}” in the pack.json of {name} is not what it should be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map shows no part of “{raster}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom to the raster and press Run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No area is drawn yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press “Draw on the map”, draw it, and press Run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The drawn area lies outside “{raster}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw it over the raster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No polygon layer is chosen for the area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one, or take the whole layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer “{layer}” holds no polygon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw one, or choose another layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The polygons of “{layer}” lie outside “{raster}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose polygons that cover a part of the raster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The area crosses the 180th meridian, where “{layer}” is torn into two ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run each side by itself: one area west of the meridian, one east of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The area reaches where the coordinate system of “{layer}” ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in, or draw the area over the raster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field “{field}” of “{layer}” holds more than {n} different values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a field that names classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{layer}” names no classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another layer, or type the names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class lists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load, save or take over a list of classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load a list…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this list…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent lists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a layer&apos;s style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a layer&apos;s field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours of a ramp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load a class list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the class list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The class list {file} cannot be written: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class lists (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class names to add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type or paste names with commas, and press Enter.
“building: house|roof” adds words that mean the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems with the classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the typed names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the selected classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the selected class up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the selected class down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other words for the same class, with commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether it can be counted (thing) or covers the land (stuff)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour of the class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>thing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stuff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of the class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>thing: can be counted (building)
stuff: covers the land (grass)
auto: the pack decides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Terralex: Doctor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is known of the engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Set up…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cl&amp;ose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the panel “Set up the engine”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder with Terralex&apos;s data and logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking… The packages are imported and a kernel is tried; that can take a minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report is in the clipboard. It holds no names and no private paths; look through it all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag a rectangle on the map; Esc to stop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click the corners on the map; right click to close, Backspace to go back, Esc to stop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Can it run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes: everything was imported and computed rightly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NVIDIA cards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {memory} MB, driver {driver}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right, {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convolution on the CPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right, {seconds} s on {device} ({memory} MB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel on the GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the CPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why the CPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment made by Terralex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Build of torch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} and {downloads} of downloads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data and logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the folder holds other files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>works, made from an earlier list of packages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{kind}, with a login</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{kind}, without a login</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python of QGIS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{system} {release}, {machine}, {n} cores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy of QGIS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own certificates in QGIS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hosts that a set-up needs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>QGIS and network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field names are cut to 10 characters; the list of names is told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All names and attributes as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In longitude and latitude (WGS 84), as its standard asks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export labels to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file was named for the labels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export again and choose a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is open in this project as “{layer}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before exporting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The style could not be saved beside the labels: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All polygons are in it: the filter of “{layer}” was not applied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting labels: cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels were exported to {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{old} is now {new}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renamed fields: {fields}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsaved edits are not in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>QGIS's authentication “{config}” for {host} cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock it with the master password (Settings, Options, Authentication) and press Run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} refuses access to this layer ({status}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check its key or login in the layer&apos;s source, or ask its provider.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy refuses the connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check QGIS: Settings, Options, Network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of {host} is not trusted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check it in QGIS: Settings, Options, Authentication, Manage Certificates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} allows no more requests for now (429).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait, or choose a smaller area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} does not accept the request ({status}{excerpt}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that QGIS itself shows the layer here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} failed {n} times ({status}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} did not answer for {seconds} seconds, {n} times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} cannot be found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is there a network? {again}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} cannot be reached ({error}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} answered with something that is no picture{quoted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that QGIS itself shows the layer here. Nothing was kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was kept of it. Press Run again; what QGIS still has in its cache is not fetched twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run {run} is in this project already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for its group in the layers panel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run {run} is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run {run} had options that the panel does not show: {options}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The raster of this run is no longer there: {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring it back, or open it from its new place and run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Area of {run}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No raster is chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open an aerial or satellite image in QGIS and choose it at the top.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of “{layer}” is no longer there: {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring it back, or open the raster from its new place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output folder {folder} cannot be written: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its server is asked for all of it; its terms of use apply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied through QGIS first: {cols} × {rows} pixels, at most {size}.{asked}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{cols} × {rows} pixels would have to be fetched from the server of “{layer}”; {most} million are allowed in one run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a smaller area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copying the layer: part {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer cannot be read completely{problem}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look whether QGIS shows all of it; nothing was kept. Then press Run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygons {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidence {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The result {file} cannot be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run again, into another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no result in this project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Run first, or open the project that holds it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {role} of this run are not in the project any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add their file to the project again, or run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring it back, or run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>polygons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>confidence values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something unexpected happened; the log panel has the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsaved edits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{layer}” has unsaved edits. Save them {purpose}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The edits of “{layer}” cannot be saved: {errors}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct them, or discard them, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type what you see, get a map you can edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Engine and &amp;Doctor…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segmentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none found yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>draft is fast, best is careful.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set of networks, by name or folder. On this computer: {packs}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>auto takes a CUDA GPU where there is one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed draws the same pictures and gives the same map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of the method, name=value, separated by semicolons or lines, for example pictures=8; steps=10.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} does not end in {endings}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} exists already in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{part}” is not an option.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write name=value, as in steps=10.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygons from class raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes polygons of a class raster, for example after it was edited by hand.

The polygons form a coverage without gaps or overlaps: areas of a few pixels join the neighbour they touch most, and shared borders are simplified together. Each polygon has its class and its area, and its confidence where the run&apos;s confidence.tif lies beside the class raster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest area, pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Areas of fewer pixels join the neighbour with the longest shared border; 0 keeps all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simplify borders by, pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far a border may move; 0 keeps the stairs of the pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new GeoPackage; a file that is there is never changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of polygons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygons are written as GeoPackage; “Export labels” makes other formats.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Burn polygons into class raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes the classes of polygons into a copy of a class raster, for example after the polygons were edited.

A pixel takes the class of the polygon that holds its centre; pixels in no polygon become background; pixels without data stay so. Grid, colours and class names are those of the raster that is given, which itself is not changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the field class_id or class_name, as a run makes them, in the raster&apos;s coordinate system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New class raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new GeoTIFF; a file that is there is never changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixels whose class changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygons burnt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class rasters are GeoTIFF files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saves labelled polygons for other programs, with all attributes and a style file (.qml) beside them.

The name of the file decides the format: .shp, .gpkg or .geojson. In a Shapefile field names are cut to 10 characters; which name became which is said in the log and in a table beside it. GeoJSON is in longitude and latitude (WGS 84).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The polygons of a run, edited or not; all that is saved in the layer, or only what is selected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new file that ends in .shp, .gpkg or .geojson; a file that is there is never changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygons exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ending decides the format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The style could not be saved beside the labels: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The labels themselves are complete: {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A class raster as Terralex makes it: whole numbers with the classes&apos; names, classes.tif of a run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The class raster {name} cannot be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is it there, and complete?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{layer}” is no file on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{layer}” has edits that are not saved; they are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The polygons {name} cannot be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is the layer there, and complete?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Build prototypes of class names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draws the pictures of class names and learns what they look like, without a raster.

Everything is kept on this computer. A later run with the same pack, preset, seed, device and options finds it and begins to look at the raster at once. The page that is made shows the pictures: a word whose pictures look wrong will be found in wrong places, so give it other words (building: house|roof).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separated by commas or lines. Alternative words of a class follow a colon: building: house|roof, road.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixel size of the raster, metres</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the raster that will be segmented: pictures are drawn for it. 0 takes the finest that the pack knows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page of the pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the pictures of each word in a browser or in QGIS&apos;s results viewer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words whose pictures were there already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words, their prompts and the folders of their pictures, JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where prototypes are kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluate on labelled tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segments tiles whose right answer is known and compares.

A labelled set is a folder with images/NAME.png (or .tif, .jpg), masks/NAME.png (8-bit class values, 255 is left out), classes.csv (value,name,alternatives,kind,colour) and set.json with the size of a pixel in metres: {&quot;gsd_m&quot;: 0.3}. The report holds the intersection over union (IoU) of each class and their mean (mIoU), precision, recall, and everything that is needed to repeat it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labelled set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder with images, masks, classes.csv and set.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For a folder that holds a set of the field as it is distributed, its name: voc, loveda … (docs/evaluate.md lists them). Empty for a folder with classes.csv.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A JSON file; a report of that name is replaced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of predicted masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gets one PNG for each tile, in the values of classes.csv.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean intersection over union, 0 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of right pixels, 0 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixels compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: IoU {iou}, {pixels} pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pack “{pack}”, {size} m per pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page {file} could not be written: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prototypes are kept; choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segment by class names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finds what you name in an aerial or satellite image.

For every class name Terralex draws pictures of it, turns them into visual prototypes and compares these with the raster, window by window. The results are a class raster, a confidence raster and polygons that form a coverage without gaps or overlaps, each with its class, its confidence and the second best class.

The work is done by a process of its own on this computer. A run that was stopped goes on where it was when it is started again with the same output folder and the same parameters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any raster file that GDAL reads; its pixel size should be near what the pack was made for. Layers of web services are fetched for the area first, into a folder “snapshots” beside the run's.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only inside these polygons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The selected ones where some are selected; outside them the results are empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only inside this extent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not together with polygons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Red, green and blue band</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One or three bands; empty takes the first three.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid of the rasters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>working: the pack&apos;s ground resolution; source: the raster&apos;s own pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the results in the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the panel does: one group with styled polygons, class raster and confidence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new or empty folder. An unfinished run of the same kind is resumed; a finished one is never changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidence raster, 0 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both polygons and an extent were given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave one of the two empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the setting terralex/python</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the environment variable TERRALEX_PYTHON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the plugin&apos;s own environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>QGIS&apos;s own Python</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it cannot be run ({error})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it did not answer within {seconds} seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is Python {version}; {oldest} or newer is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it lacks {missing}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Python {path} ({where}) cannot run the engine: {lack}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install what is missing, choose another Python in Terralex&apos;s set-up panel, or remove the choice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No Python on this computer can run the engine. Tried {tried}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press “Set up” in Terralex's set-up panel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for the engine&apos;s Python</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run {run} has lost its {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{layer}” shows the run {run}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove its layers from the project first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run {run} cannot be moved into the wastebasket.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the folder {folder} yourself if you are sure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} ({state}, {mb} MB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier runs, newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About the chosen run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add its layers to the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on where it was stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put its raster, classes and quality into the panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move its folder into the wastebasket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run was found in the output folder, beside the rasters of this project, or behind its results.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{method}, {preset}, pack {pack}, seed {seed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the run {run} ({mb} MB) into the wastebasket?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete a run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} does not describe itself as a {kind}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the layer in QGIS (Layer Properties, Information), or add it again from the Browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} no longer offers the layer “{layer}” with the tiles “{tiles}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tiles of {host} have {cols} × {rows} pixels, which is not supported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the area in QGIS (right-click the layer, Export, Save As…) and use that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Terralex: setting up the engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the engine&apos;s environment in
{folder}?

Packs and results are not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Terralex: removing the engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Terralex was updated and comes with other packages. The engine works as it is; refresh it when you have time (Raster &gt; Terralex &gt; Engine and Doctor…).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something is going on already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{step} (about {n} min left)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine is ready. torch {version} computed as it should.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine&apos;s environment was removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} are free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free space unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetches about {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetches nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{fetch} and takes about {size} of disk ({free}). {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine runs in a Python environment of its own, apart from QGIS. Terralex makes it for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder holds files that were not made here. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The set-up was not finished. What was fetched is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This version of Terralex comes with other packages. The engine works as it is; refresh it when you have time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine&apos;s environment is ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Set up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting up the engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State of the engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a set-up takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why the engine cannot run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step in progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python that the environment is made with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of wheels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the set-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a P&amp;ython…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Doctor…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a Python that has the engine&apos;s packages already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the packages again from what was fetched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for a Python that can run the engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All that is known of the engine, a test of the GPU, and a report to copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For the processor or for an NVIDIA card; automatic asks the driver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mirror of packages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of your organisation&apos;s package index; empty for the usual one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log of the set-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wheels that were fetched on another computer; nothing else is used then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outside the plugin, so that an update keeps it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set up the engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide this panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Build</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made &amp;with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>M&amp;irror</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Offline folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More choices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic ({automatic})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Python with the engine&apos;s packages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer “{layer}” cannot be shown by QGIS itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repair or remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The area lies outside “{layer}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one where the layer has a picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetched from {host} first: {n} pictures at {pixel} m, {size}, {time}. Its terms of use apply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetched from {host} first: about {n} tiles at {pixel} m, {size}, {time}. Its terms of use apply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetched from {host} first: {n} tiles at {pixel} m, {size}, {time}. Its terms of use apply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture fetched on {date} is used again. To fetch it anew, delete {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} has no picture for {share} requested places; they stay without a label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetching the layer from {host}: {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{host} has no picture of this area at this resolution.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look whether QGIS shows one here when you zoom in; if not, choose a coarser resolution or another area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture needs {size}; {folder} has {free} left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a smaller area, or an output folder on another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than 1 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {n} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {n} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before burning the polygons into the raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The polygons were burnt into {file}: {n} pixels changed. “{layer}” shows it now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before other polygons take their place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New polygons are in {file}; “{layer}” still shows {old}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} new polygons are in {file}; “{layer}” shows them now. The old ones are kept in {old}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making polygons from the raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}: cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why here?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why a place got its class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a place of the result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;{name}&lt;/b&gt;, {percent} % sure, at {x}, {y}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map was corrected to &lt;b&gt;{name}&lt;/b&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The place, in the part of the raster that was looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less likely: {classes}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was drawn for it: it has a fixed score.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the pictures of {word} as a whole; nearest in picture {picture}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{word} in picture {picture}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a part of {word}, as in picture {picture}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The place resembles what lay around {like}. The lit part is what was learned from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The place resembles {like}. The lit part is what was learned from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Terralex: why here?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This place cannot be found on the raster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a place inside the result.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
