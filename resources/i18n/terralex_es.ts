<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>@default</name>
    <message>
        <source>; its last words: {last}</source>
        <translation>; sus últimas palabras: {last}</translation>
    </message>
    <message>
        <source>A block of {block_px} px is not possible.</source>
        <translation>Un bloque de {block_px} px no es posible.</translation>
    </message>
    <message>
        <source>A class has no name.</source>
        <translation>Una clase no tiene nombre.</translation>
    </message>
    <message>
        <source>A download broke off: {what}.</source>
        <translation>Una descarga se interrumpió: {what}.</translation>
    </message>
    <message>
        <source>A file is not the one that was announced: {what} (its checksum differs).</source>
        <translation>Un archivo no es el anunciado: {what} (su suma de comprobación es distinta).</translation>
    </message>
    <message>
        <source>A file of the environment is in use{what}.</source>
        <translation>Un archivo del entorno está en uso{what}.</translation>
    </message>
    <message>
        <source>A kernel on the GPU failed: {gpu}.</source>
        <translation>Falló un cálculo en la GPU: {gpu}.</translation>
    </message>
    <message>
        <source>A kernel on {name} failed: {gpu}.</source>
        <translation>Falló un cálculo en {name}: {gpu}.</translation>
    </message>
    <message>
        <source>A pack is a folder with a pack.json; see docs/packs.md.</source>
        <translation>Un paquete es una carpeta con un pack.json; vea docs/packs.md.</translation>
    </message>
    <message>
        <source>A pack “{name}” is here already.</source>
        <translation>Ya hay un paquete «{name}».</translation>
    </message>
    <message>
        <source>A pixel of the raster is {pixel} m; it cannot be shown at {gsd_m} m as was asked.</source>
        <translation>Un píxel del ráster mide {pixel} m; no se puede mostrar a {gsd_m} m como se pidió.</translation>
    </message>
    <message>
        <source>A proxy may be changing downloads. Fetch again later.</source>
        <translation>Es posible que un proxy modifique las descargas. Descargue de nuevo más tarde.</translation>
    </message>
    <message>
        <source>A run is already going on.</source>
        <translation>Ya hay una ejecución en curso.</translation>
    </message>
    <message>
        <source>A run is at work in {folder}{who}.</source>
        <translation>Hay una ejecución trabajando en {folder}{who}.</translation>
    </message>
    <message>
        <source>A window of {windows} px does not fit into a picture of “short_side” {short_side}.</source>
        <translation>Una ventana de {windows} px no cabe en una imagen con «short_side» {short_side}.</translation>
    </message>
    <message>
        <source>Add background=off, or leave it out.</source>
        <translation>Añada background=off, o no lo use.</translation>
    </message>
    <message>
        <source>All background prototypes resemble a stuff class and were dropped; a constant takes their place.</source>
        <translation>Todos los prototipos de fondo se parecen a una clase de superficie y se descartaron; una constante los sustituye.</translation>
    </message>
    <message>
        <source>All kinds of prototypes are switched off.</source>
        <translation>Todos los tipos de prototipos están desactivados.</translation>
    </message>
    <message>
        <source>All words are learned</source>
        <translation>Todas las palabras están aprendidas</translation>
    </message>
    <message>
        <source>Another QGIS window is working on this environment.</source>
        <translation>Otra ventana de QGIS está trabajando en este entorno.</translation>
    </message>
    <message>
        <source>Another fetch or import is at work.</source>
        <translation>Hay otra descarga o importación en curso.</translation>
    </message>
    <message>
        <source>Ask for the right to read it, or copy it to your own folder.</source>
        <translation>Pida permiso de lectura, o cópielo a una carpeta propia.</translation>
    </message>
    <message>
        <source>Ask your administrator to allow it, name your organisation&apos;s mirror, or install from an offline folder.</source>
        <translation>Pida a su administrador que lo permita, indique el espejo de su organización o instale desde una carpeta sin conexión.</translation>
    </message>
    <message>
        <source>Ask your administrator to allow programs in the engine&apos;s folder, or to set TERRALEX_HOME to one that is allowed.</source>
        <translation>Pida a su administrador que permita programas en la carpeta del motor, o que ponga en TERRALEX_HOME una carpeta permitida.</translation>
    </message>
    <message>
        <source>Asking what is needed</source>
        <translation>Consultando qué hace falta</translation>
    </message>
    <message>
        <source>Asking {home} about {name}</source>
        <translation>Consultando a {home} sobre {name}</translation>
    </message>
    <message>
        <source>Bring it in with: terralex packs import {root}.</source>
        <translation>Tráigalo con: terralex packs import {root}.</translation>
    </message>
    <message>
        <source>Bring the right one, and try again.</source>
        <translation>Traiga el correcto e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Bringing in {path}: {done} of {total}</source>
        <translation>Copiando {path}: {done} de {total}</translation>
    </message>
    <message>
        <source>Burning polygons into the raster</source>
        <translation>Grabando los polígonos en el ráster</translation>
    </message>
    <message>
        <source>CUDA 12.6 (older cards)</source>
        <translation>CUDA 12.6 (tarjetas antiguas)</translation>
    </message>
    <message>
        <source>Check HF_ENDPOINT and the proxy; a sign-in page may stand between.</source>
        <translation>Compruebe HF_ENDPOINT y el proxy; puede haber una página de inicio de sesión de por medio.</translation>
    </message>
    <message>
        <source>Check HF_ENDPOINT: a mirror has to name them as the hub does.</source>
        <translation>Compruebe HF_ENDPOINT: un espejo debe indicarlos como lo hace el hub.</translation>
    </message>
    <message>
        <source>Check HF_ENDPOINT; if it is a mirror, it is out of step.</source>
        <translation>Compruebe HF_ENDPOINT; si es un espejo, está desactualizado.</translation>
    </message>
    <message>
        <source>Check the address of the server.</source>
        <translation>Compruebe la dirección del servidor.</translation>
    </message>
    <message>
        <source>Check the area&apos;s own coordinate system (a GeoJSON file means degrees unless it says otherwise), or save it in the raster&apos;s.</source>
        <translation>Compruebe el sistema de coordenadas del área (un archivo GeoJSON está en grados si no dice otra cosa), o guárdela en el del ráster.</translation>
    </message>
    <message>
        <source>Check the path, and whether the disk is connected.</source>
        <translation>Compruebe la ruta y si el disco está conectado.</translation>
    </message>
    <message>
        <source>Check the path, or type the names themselves.</source>
        <translation>Compruebe la ruta, o escriba los nombres.</translation>
    </message>
    <message>
        <source>Checking the words</source>
        <translation>Comprobando las palabras</translation>
    </message>
    <message>
        <source>Choose a folder of your own, or ask for the right to write there.</source>
        <translation>Elija una carpeta propia, o pida permiso para escribir allí.</translation>
    </message>
    <message>
        <source>Choose a folder of your own.</source>
        <translation>Elija una carpeta propia.</translation>
    </message>
    <message>
        <source>Choose a layer of polygons.</source>
        <translation>Elija una capa de polígonos.</translation>
    </message>
    <message>
        <source>Choose a place that has a class.</source>
        <translation>Elija un lugar que tenga una clase.</translation>
    </message>
    <message>
        <source>Choose a raster layer or give the path of an image.</source>
        <translation>Elija una capa ráster o indique la ruta de una imagen.</translation>
    </message>
    <message>
        <source>Choose a smaller area or a coarser resolution; for more, ask the provider for the data as files.</source>
        <translation>Elija un área menor o una resolución más gruesa; para más, pida al proveedor los datos en archivos.</translation>
    </message>
    <message>
        <source>Choose a smaller area, or run it part by part.</source>
        <translation>Elija un área menor, o ejecútela por partes.</translation>
    </message>
    <message>
        <source>Choose another Python (3.11 to 3.14, 64 bit); for an offline folder, fill it on a computer of the same kind.</source>
        <translation>Elija otro Python (3.11 a 3.14, 64 bits); si es una carpeta sin conexión, llénela en un equipo del mismo tipo.</translation>
    </message>
    <message>
        <source>Choose another Python in Terralex&apos;s set-up panel.</source>
        <translation>Elija otro Python en el panel de instalación de Terralex.</translation>
    </message>
    <message>
        <source>Choose another area.</source>
        <translation>Elija otra área.</translation>
    </message>
    <message>
        <source>Choose another folder, or empty it yourself.</source>
        <translation>Elija otra carpeta, o vacíela usted.</translation>
    </message>
    <message>
        <source>Choose another folder, repeat that run to finish it, or delete the folder.</source>
        <translation>Elija otra carpeta, repita esa ejecución para terminarla o borre la carpeta.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Elija otra carpeta.</translation>
    </message>
    <message>
        <source>Choose another folder; finished runs are never changed.</source>
        <translation>Elija otra carpeta; las ejecuciones terminadas nunca se modifican.</translation>
    </message>
    <message>
        <source>Choose another name, or remove it first.</source>
        <translation>Elija otro nombre, o elimínelo antes.</translation>
    </message>
    <message>
        <source>Choose another output folder.</source>
        <translation>Elija otra carpeta de salida.</translation>
    </message>
    <message>
        <source>Choose another pack, or set the ground resolution (gsd_m) nearer to that range.</source>
        <translation>Elija otro paquete, o ponga la resolución del terreno (gsd_m) más cerca de ese rango.</translation>
    </message>
    <message>
        <source>Choose another pack.</source>
        <translation>Elija otro paquete.</translation>
    </message>
    <message>
        <source>Choose another raster or band.</source>
        <translation>Elija otro ráster u otra banda.</translation>
    </message>
    <message>
        <source>Choose one band, or three for red, green, blue.</source>
        <translation>Elija una banda, o tres para rojo, verde y azul.</translation>
    </message>
    <message>
        <source>Choose one of its bands.</source>
        <translation>Elija una de sus bandas.</translation>
    </message>
    <message>
        <source>Choose the class raster of a run.</source>
        <translation>Elija el ráster de clases de una ejecución.</translation>
    </message>
    <message>
        <source>Choose the classes.tif of a run.</source>
        <translation>Elija el classes.tif de una ejecución.</translation>
    </message>
    <message>
        <source>Choose the device “auto” or “cpu”, or install a torch that fits the graphics driver.</source>
        <translation>Elija el dispositivo «auto» o «cpu», o instale un torch adecuado para el controlador gráfico.</translation>
    </message>
    <message>
        <source>Choose the folder that holds classes.tif and recipe.json.</source>
        <translation>Elija la carpeta que contiene classes.tif y recipe.json.</translation>
    </message>
    <message>
        <source>Close other QGIS windows and programs that use it, wait for the antivirus, and try again.</source>
        <translation>Cierre otras ventanas de QGIS y los programas que lo usen, espere al antivirus e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Close other programs, and press “Set up” again.</source>
        <translation>Cierre otros programas y pulse «Instalar» de nuevo.</translation>
    </message>
    <message>
        <source>Close other programs, use smaller windows, or choose a smaller pack.</source>
        <translation>Cierre otros programas, use ventanas menores o elija un paquete menor.</translation>
    </message>
    <message>
        <source>Close the programs that use it, and try again.</source>
        <translation>Cierre los programas que lo usan e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Convert it to amplitudes first.</source>
        <translation>Conviértalo antes en amplitudes.</translation>
    </message>
    <message>
        <source>Copy it again.</source>
        <translation>Cópielo de nuevo.</translation>
    </message>
    <message>
        <source>Copy or download it again, or save what is left under a new name.</source>
        <translation>Cópielo o descárguelo de nuevo, o guarde lo que quede con otro nombre.</translation>
    </message>
    <message>
        <source>Copy or download it again.</source>
        <translation>Cópielo o descárguelo de nuevo.</translation>
    </message>
    <message>
        <source>Copy the pack with its links followed (cp -rL), and import the copy.</source>
        <translation>Copie el paquete siguiendo sus enlaces (cp -rL) e importe la copia.</translation>
    </message>
    <message>
        <source>Copy the whole pack again.</source>
        <translation>Copie de nuevo todo el paquete.</translation>
    </message>
    <message>
        <source>Correct its pack.json.</source>
        <translation>Corrija su pack.json.</translation>
    </message>
    <message>
        <source>Delete that folder yourself.</source>
        <translation>Borre usted esa carpeta.</translation>
    </message>
    <message>
        <source>Did you mean: {near}?</source>
        <translation>¿Quiso decir: {near}?</translation>
    </message>
    <message>
        <source>Do not use it.</source>
        <translation>No lo use.</translation>
    </message>
    <message>
        <source>Do not use this pack.</source>
        <translation>No use este paquete.</translation>
    </message>
    <message>
        <source>Do not use this zip.</source>
        <translation>No use este zip.</translation>
    </message>
    <message>
        <source>Draw it over the raster, or choose the whole layer.</source>
        <translation>Dibújela sobre el ráster, o elija toda la capa.</translation>
    </message>
    <message>
        <source>Draw it where the layer has a picture.</source>
        <translation>Dibújela donde la capa tenga imagen.</translation>
    </message>
    <message>
        <source>Everything is installed and does not compute: {what}.</source>
        <translation>Todo está instalado, pero no calcula: {what}.</translation>
    </message>
    <message>
        <source>Export them as a GeoPackage.</source>
        <translation>Expórtelas como GeoPackage.</translation>
    </message>
    <message>
        <source>Exporting labels</source>
        <translation>Exportando etiquetas</translation>
    </message>
    <message>
        <source>Features without a geometry: {empty}.</source>
        <translation>Objetos sin geometría: {empty}.</translation>
    </message>
    <message>
        <source>Features without a polygon, left out: {usable}.</source>
        <translation>Objetos sin polígono, omitidos: {usable}.</translation>
    </message>
    <message>
        <source>Fetch again later.</source>
        <translation>Descargue de nuevo más tarde.</translation>
    </message>
    <message>
        <source>Fetch or copy the pack again.</source>
        <translation>Descargue o copie de nuevo el paquete.</translation>
    </message>
    <message>
        <source>Fetch or copy the pack again; if that does not help, update Terralex.</source>
        <translation>Descargue o copie de nuevo el paquete; si no ayuda, actualice Terralex.</translation>
    </message>
    <message>
        <source>Fetch or copy the pack again; results made with it are not affected.</source>
        <translation>Descargue o copie de nuevo el paquete; los resultados hechos con él no se ven afectados.</translation>
    </message>
    <message>
        <source>Fetching {path}: {self}</source>
        <translation>Descargando {path}: {self}</translation>
    </message>
    <message>
        <source>Fill it on a computer of the same system and Python (docs/install.md has the command), and try again.</source>
        <translation>Llénela en un equipo con el mismo sistema y Python (la orden está en docs/install.md) e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Finding areas</source>
        <translation>Buscando áreas</translation>
    </message>
    <message>
        <source>Free some space, or set TERRALEX_CACHE to another folder.</source>
        <translation>Libere espacio, o ponga otra carpeta en TERRALEX_CACHE.</translation>
    </message>
    <message>
        <source>Get the file again from where it came from.</source>
        <translation>Obtenga de nuevo el archivo de su origen.</translation>
    </message>
    <message>
        <source>Give --replace to put the new one in its place.</source>
        <translation>Use --replace para poner el nuevo en su lugar.</translation>
    </message>
    <message>
        <source>Give a vector file with polygons.</source>
        <translation>Indique un archivo vectorial con polígonos.</translation>
    </message>
    <message>
        <source>Give at least one size, for example windows=256.</source>
        <translation>Indique al menos un tamaño, por ejemplo windows=256.</translation>
    </message>
    <message>
        <source>Give both, or leave both out.</source>
        <translation>Indique ambos, o ninguno.</translation>
    </message>
    <message>
        <source>Give it a class_id from 0 to {highest}.</source>
        <translation>Asígnele un class_id de 0 a {highest}.</translation>
    </message>
    <message>
        <source>Give it in the raster&apos;s own coordinates.</source>
        <translation>Indíquelo en las coordenadas del ráster.</translation>
    </message>
    <message>
        <source>Give the pack&apos;s own folder.</source>
        <translation>Indique la carpeta propia del paquete.</translation>
    </message>
    <message>
        <source>Give yours another name.</source>
        <translation>Dé otro nombre al suyo.</translation>
    </message>
    <message>
        <source>If it asks for conditions to be accepted, do so on its page with an account, set HF_TOKEN to that account&apos;s token, and fetch again.</source>
        <translation>Si pide aceptar condiciones, acéptelas en su página con una cuenta, ponga en HF_TOKEN el token de esa cuenta y descargue de nuevo.</translation>
    </message>
    <message>
        <source>Install a 64-bit Python 3.11 to 3.14 from python.org or your system, and choose it here.</source>
        <translation>Instale un Python de 64 bits, 3.11 a 3.14, de python.org o de su sistema, y elíjalo aquí.</translation>
    </message>
    <message>
        <source>Is it complete?</source>
        <translation>¿Está completo?</translation>
    </message>
    <message>
        <source>Is the disk full or disconnected?</source>
        <translation>¿Está el disco lleno o desconectado?</translation>
    </message>
    <message>
        <source>Is the disk full? Choose another output folder.</source>
        <translation>¿Está lleno el disco? Elija otra carpeta de salida.</translation>
    </message>
    <message>
        <source>It has: {listed}.</source>
        <translation>Tiene: {listed}.</translation>
    </message>
    <message>
        <source>It needs a licence, and either repository and revision or url; see docs/packs.md.</source>
        <translation>Necesita una licencia y, o bien repository y revision, o bien url; vea docs/packs.md.</translation>
    </message>
    <message>
        <source>It takes {kinds}.</source>
        <translation>Admite {kinds}.</translation>
    </message>
    <message>
        <source>Its classes are {v}.</source>
        <translation>Sus clases son {v}.</translation>
    </message>
    <message>
        <source>Its layers: {names}.</source>
        <translation>Sus capas: {names}.</translation>
    </message>
    <message>
        <source>Keep {name}.aux.xml beside it when you move or copy it.</source>
        <translation>Mantenga {name}.aux.xml a su lado al moverlo o copiarlo.</translation>
    </message>
    <message>
        <source>Learning what {word} looks like</source>
        <translation>Aprendiendo qué aspecto tiene {word}</translation>
    </message>
    <message>
        <source>Leave at least one of them on.</source>
        <translation>Deje activado al menos uno.</translation>
    </message>
    <message>
        <source>Leave one of them out.</source>
        <translation>Omita uno de los dos.</translation>
    </message>
    <message>
        <source>Leave this class out.</source>
        <translation>Omita esta clase.</translation>
    </message>
    <message>
        <source>Leave “short_side” (or the preset paper) out, or cut the raster into tiles.</source>
        <translation>Omita «short_side» (o el preajuste paper), o corte el ráster en teselas.</translation>
    </message>
    <message>
        <source>Line {line} of {name}: “{text}” is not a value.</source>
        <translation>Línea {line} de {name}: «{text}» no es un valor.</translation>
    </message>
    <message>
        <source>Loading the networks of “{name}”</source>
        <translation>Cargando las redes de «{name}»</translation>
    </message>
    <message>
        <source>Look for it in {parent}.</source>
        <translation>Búsquelo en {parent}.</translation>
    </message>
    <message>
        <source>Looking at the pack “{pack}”</source>
        <translation>Examinando el paquete «{pack}»</translation>
    </message>
    <message>
        <source>Looking at the place</source>
        <translation>Examinando el lugar</translation>
    </message>
    <message>
        <source>Looking for {path}</source>
        <translation>Buscando {path}</translation>
    </message>
    <message>
        <source>Looking which classes are there</source>
        <translation>Comprobando qué clases aparecen</translation>
    </message>
    <message>
        <source>Make room, or choose a folder on another disk.</source>
        <translation>Libere espacio, o elija una carpeta en otro disco.</translation>
    </message>
    <message>
        <source>Make room, or set TERRALEX_HOME to a folder on a larger disk.</source>
        <translation>Libere espacio, o ponga en TERRALEX_HOME una carpeta de un disco mayor.</translation>
    </message>
    <message>
        <source>Make the zip without a password.</source>
        <translation>Haga el zip sin contraseña.</translation>
    </message>
    <message>
        <source>Making a virtual environment</source>
        <translation>Creando un entorno virtual</translation>
    </message>
    <message>
        <source>May you open it?</source>
        <translation>¿Tiene permiso para abrirlo?</translation>
    </message>
    <message>
        <source>Measuring areas</source>
        <translation>Midiendo áreas</translation>
    </message>
    <message>
        <source>Merging crumbs</source>
        <translation>Uniendo áreas mínimas</translation>
    </message>
    <message>
        <source>No NVIDIA graphics driver was found on this computer.</source>
        <translation>No se encontró ningún controlador gráfico NVIDIA en este equipo.</translation>
    </message>
    <message>
        <source>No NVIDIA graphics driver was found.</source>
        <translation>No se encontró ningún controlador gráfico NVIDIA.</translation>
    </message>
    <message>
        <source>No Python on this computer can make the engine&apos;s environment ({what}).</source>
        <translation>Ningún Python de este equipo puede crear el entorno del motor ({what}).</translation>
    </message>
    <message>
        <source>Nothing can be written into {folder}.</source>
        <translation>No se puede escribir nada en {folder}.</translation>
    </message>
    <message>
        <source>Nothing may be written there{what}.</source>
        <translation>No se permite escribir allí{what}.</translation>
    </message>
    <message>
        <source>Nothing of it was kept. Fetch again; if it happens again, a proxy may be changing downloads.</source>
        <translation>No se conservó nada de ello. Descargue de nuevo; si se repite, puede que un proxy modifique las descargas.</translation>
    </message>
    <message>
        <source>On Debian and Ubuntu: sudo apt install python3-venv. Elsewhere choose another Python.</source>
        <translation>En Debian y Ubuntu: sudo apt install python3-venv. En otros sistemas, elija otro Python.</translation>
    </message>
    <message>
        <source>On Windows install Microsoft's Visual C++ Redistributable (x64), restart, and press “Repair”.</source>
        <translation>En Windows, instale Visual C++ Redistributable (x64) de Microsoft, reinicie y pulse «Reparar».</translation>
    </message>
    <message>
        <source>On macOS the engine uses the CPU.</source>
        <translation>En macOS el motor usa la CPU.</translation>
    </message>
    <message>
        <source>Open it in QGIS and save it as a GeoTIFF.</source>
        <translation>Ábralo en QGIS y guárdelo como GeoTIFF.</translation>
    </message>
    <message>
        <source>Open one of its sub-datasets.</source>
        <translation>Abra uno de sus subconjuntos de datos.</translation>
    </message>
    <message>
        <source>Packs found: {here}.</source>
        <translation>Paquetes encontrados: {here}.</translation>
    </message>
    <message>
        <source>Paint it over the picture of the same name.</source>
        <translation>Píntela sobre la imagen del mismo nombre.</translation>
    </message>
    <message>
        <source>Paper mode looks at a picture as a whole, and this one has {cols} x {rows} px.</source>
        <translation>El modo paper mira la imagen entera, y esta tiene {cols} x {rows} px.</translation>
    </message>
    <message>
        <source>Pixels of polygons where the raster has no data, left without a class: {dropped}.</source>
        <translation>Píxeles de polígonos donde el ráster no tiene datos, dejados sin clase: {dropped}.</translation>
    </message>
    <message>
        <source>Polygon {fids} of {file} has no class of the raster: {shown} ({size} such polygons).</source>
        <translation>El polígono {fids} de {file} no tiene ninguna clase del ráster: {shown} ({size} polígonos así).</translation>
    </message>
    <message>
        <source>Polygons that cross themselves or are invalid otherwise, exported as they are: {invalid}.</source>
        <translation>Polígonos que se cruzan a sí mismos o no son válidos, exportados tal cual: {invalid}.</translation>
    </message>
    <message>
        <source>Press Run again: a new engine is started and finished parts are kept. If the computer was short of memory, choose a smaller area or the draft preset. Its log is {log}.</source>
        <translation>Pulse «Ejecutar» de nuevo: se inicia un motor nuevo y las partes terminadas se conservan. Si faltaba memoria, elija un área menor o la calidad «Borrador». Su registro es {log}.</translation>
    </message>
    <message>
        <source>Press Run again: finished parts are kept. Its log is {log}.</source>
        <translation>Pulse «Ejecutar» de nuevo: las partes terminadas se conservan. Su registro es {log}.</translation>
    </message>
    <message>
        <source>Press Run again; its log is {log}.</source>
        <translation>Pulse «Ejecutar» de nuevo; su registro es {log}.</translation>
    </message>
    <message>
        <source>Press “Repair”; if it stays so, copy the report and send it to us.</source>
        <translation>Pulse «Reparar»; si sigue igual, copie el informe y envíenoslo.</translation>
    </message>
    <message>
        <source>Prototypes of {found} found; they were not imagined again.</source>
        <translation>Ya hay prototipos de {found}; no se dibujaron de nuevo.</translation>
    </message>
    <message>
        <source>Proving that it computes; the first time takes a minute</source>
        <translation>Comprobando que calcula; la primera vez tarda un minuto</translation>
    </message>
    <message>
        <source>Python has no venv or pip to make an environment with ({what}).</source>
        <translation>Python no tiene venv o pip para crear un entorno ({what}).</translation>
    </message>
    <message>
        <source>QGIS is set to a SOCKS proxy, which pip cannot use by itself.</source>
        <translation>QGIS usa un proxy SOCKS, que pip no puede usar por sí mismo.</translation>
    </message>
    <message>
        <source>Read them (terralex packs list {name}), then: terralex packs fetch {name2} --yes.</source>
        <translation>Léalas (terralex packs list {name}) y luego: terralex packs fetch {name2} --yes.</translation>
    </message>
    <message>
        <source>Reading the recipe of {name}</source>
        <translation>Leyendo la receta de {name}</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>Leyendo {name}</translation>
    </message>
    <message>
        <source>Remove or rename one of the two.</source>
        <translation>Elimine o cambie el nombre de una de las dos.</translation>
    </message>
    <message>
        <source>Remove the empty row or type a name.</source>
        <translation>Elimine la fila vacía o escriba un nombre.</translation>
    </message>
    <message>
        <source>Removing the engine&apos;s environment</source>
        <translation>Eliminando el entorno del motor</translation>
    </message>
    <message>
        <source>Removing the old packages</source>
        <translation>Eliminando los paquetes de Python antiguos</translation>
    </message>
    <message>
        <source>Rename it.</source>
        <translation>Cambie su nombre.</translation>
    </message>
    <message>
        <source>Restart QGIS, so that the plugin and the engine are of the same version.</source>
        <translation>Reinicie QGIS para que el complemento y el motor sean de la misma versión.</translation>
    </message>
    <message>
        <source>Resumed: {finished} of {blocks} blocks were finished before.</source>
        <translation>Reanudado: {finished} de {blocks} bloques ya estaban terminados.</translation>
    </message>
    <message>
        <source>Run again when the file is complete.</source>
        <translation>Ejecute de nuevo cuando el archivo esté completo.</translation>
    </message>
    <message>
        <source>Save it as CSV in UTF-8.</source>
        <translation>Guárdela como CSV en UTF-8.</translation>
    </message>
    <message>
        <source>Save it as PNG.</source>
        <translation>Guárdela como PNG.</translation>
    </message>
    <message>
        <source>Save it as a tiled GeoTIFF.</source>
        <translation>Guárdelo como GeoTIFF teselado.</translation>
    </message>
    <message>
        <source>Save the polygons in the system of {classes} first.</source>
        <translation>Guarde antes los polígonos en el sistema de {classes}.</translation>
    </message>
    <message>
        <source>Set the raster&apos;s coordinate system before the run, or export as a GeoPackage.</source>
        <translation>Asigne el sistema de coordenadas del ráster antes de ejecutar, o exporte como GeoPackage.</translation>
    </message>
    <message>
        <source>Set up the engine again.</source>
        <translation>Instale el motor de nuevo.</translation>
    </message>
    <message>
        <source>Simplifying the borders of {pixels} polygons</source>
        <translation>Simplificando los bordes de {pixels} polígonos</translation>
    </message>
    <message>
        <source>Some words it knows</source>
        <translation>Algunas palabras que conoce</translation>
    </message>
    <message>
        <source>Split the list.</source>
        <translation>Divida la lista.</translation>
    </message>
    <message>
        <source>The address of {host} is not encrypted.</source>
        <translation>La dirección de {host} no está cifrada.</translation>
    </message>
    <message>
        <source>The area cannot be brought into the raster&apos;s coordinate system.</source>
        <translation>El área no se puede llevar al sistema de coordenadas del ráster.</translation>
    </message>
    <message>
        <source>The area cannot be read.</source>
        <translation>No se puede leer el área.</translation>
    </message>
    <message>
        <source>The area holds no data: every pixel in it is nodata.</source>
        <translation>El área no contiene datos: todos sus píxeles son «sin datos».</translation>
    </message>
    <message>
        <source>The area holds no polygon.</source>
        <translation>El área no contiene ningún polígono.</translation>
    </message>
    <message>
        <source>The area is too large for one run, or its parts lie too far apart: a picture around all of it would have {cols} × {rows} pixels.</source>
        <translation>El área es demasiado grande para una ejecución, o sus partes están demasiado separadas: una imagen de todo tendría {cols} × {rows} píxeles.</translation>
    </message>
    <message>
        <source>The area lies outside the layer.</source>
        <translation>El área queda fuera de la capa.</translation>
    </message>
    <message>
        <source>The area lies outside the raster.</source>
        <translation>El área queda fuera del ráster.</translation>
    </message>
    <message>
        <source>The area reaches where the raster&apos;s coordinate system ends.</source>
        <translation>El área llega adonde termina el sistema de coordenadas del ráster.</translation>
    </message>
    <message>
        <source>The area {name} cannot be read.</source>
        <translation>No se puede leer el área {name}.</translation>
    </message>
    <message>
        <source>The area {name} holds no polygon.</source>
        <translation>El área {name} no contiene ningún polígono.</translation>
    </message>
    <message>
        <source>The calibration of the pack “{name}” cannot be read.</source>
        <translation>No se puede leer la calibración del paquete «{name}».</translation>
    </message>
    <message>
        <source>The certificate of {host} cannot be trusted.</source>
        <translation>No se puede confiar en el certificado de {host}.</translation>
    </message>
    <message>
        <source>The certificate of {what} is not trusted on this computer.</source>
        <translation>Este equipo no confía en el certificado de {what}.</translation>
    </message>
    <message>
        <source>The class list {name} cannot be read.</source>
        <translation>No se puede leer la lista de clases {name}.</translation>
    </message>
    <message>
        <source>The class list {name} has no column “name”.</source>
        <translation>La lista de clases {name} no tiene una columna «name».</translation>
    </message>
    <message>
        <source>The class name {name} contains a control character.</source>
        <translation>El nombre de clase {name} contiene un carácter de control.</translation>
    </message>
    <message>
        <source>The class “{name}” is listed twice.</source>
        <translation>La clase «{name}» está dos veces en la lista.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>El disco está lleno.</translation>
    </message>
    <message>
        <source>The disk with {folder} is full.</source>
        <translation>El disco con {folder} está lleno.</translation>
    </message>
    <message>
        <source>The engine has no command “{command}”.</source>
        <translation>El motor no tiene la orden «{command}».</translation>
    </message>
    <message>
        <source>The engine stopped by itself ({how}{last}).</source>
        <translation>El motor se detuvo por sí mismo ({how}{last}).</translation>
    </message>
    <message>
        <source>The engine&apos;s Python lacks {name}.</source>
        <translation>Al Python del motor le falta {name}.</translation>
    </message>
    <message>
        <source>The extractor “{name}” gives {shape} channels; its pack says {dim}.</source>
        <translation>El extractor «{name}» da {shape} canales; su paquete dice {dim}.</translation>
    </message>
    <message>
        <source>The folder holds files that are not of an environment made here; nothing was changed.</source>
        <translation>La carpeta contiene archivos que no son de un entorno creado aquí; no se modificó nada.</translation>
    </message>
    <message>
        <source>The folder lies inside the plugin, where the next update would delete it.</source>
        <translation>La carpeta está dentro del complemento, donde la próxima actualización la borraría.</translation>
    </message>
    <message>
        <source>The folder {out} may not be read.</source>
        <translation>No se permite leer la carpeta {out}.</translation>
    </message>
    <message>
        <source>The folder {parent} {reason}.</source>
        <translation>La carpeta {parent} {reason}.</translation>
    </message>
    <message>
        <source>The generator of the pack “{name}” cannot read “{word}” in its prompt.</source>
        <translation>El generador del paquete «{name}» no puede leer «{word}» en su texto de entrada.</translation>
    </message>
    <message>
        <source>The labels need {size} GB as a Shapefile, and its limit is 2 GB.</source>
        <translation>Las etiquetas ocupan {size} GB como Shapefile, cuyo límite es 2 GB.</translation>
    </message>
    <message>
        <source>The layer {name} has no coordinate system, and GeoJSON is in longitude and latitude.</source>
        <translation>La capa {name} no tiene sistema de coordenadas, y GeoJSON va en longitud y latitud.</translation>
    </message>
    <message>
        <source>The layer {name} holds other geometries than polygons.</source>
        <translation>La capa {name} contiene geometrías que no son polígonos.</translation>
    </message>
    <message>
        <source>The manifest of the pack “{name}” lists files without checksums.</source>
        <translation>El manifiesto del paquete «{name}» enumera archivos sin suma de comprobación.</translation>
    </message>
    <message>
        <source>The mask {word}/{name} cannot be read.</source>
        <translation>No se puede leer la máscara {word}/{name}.</translation>
    </message>
    <message>
        <source>The mask {word}/{name} has {shape} x {shape2} px, its picture {shape3} x {shape4}.</source>
        <translation>La máscara {word}/{name} tiene {shape} x {shape2} px; su imagen, {shape3} x {shape4}.</translation>
    </message>
    <message>
        <source>The nearest words it knows</source>
        <translation>Las palabras conocidas más próximas</translation>
    </message>
    <message>
        <source>The networks of the pack “{name}” are not on this computer yet.</source>
        <translation>Las redes del paquete «{name}» aún no están en este equipo.</translation>
    </message>
    <message>
        <source>The networks will see pixels of {working} m; the nearest they were trained at is {gsd_m} m. Expect weaker results.</source>
        <translation>Las redes verán píxeles de {working} m; lo más próximo a su entrenamiento es {gsd_m} m. Espere resultados más débiles.</translation>
    </message>
    <message>
        <source>The offline folder lacks {what}.</source>
        <translation>En la carpeta sin conexión falta {what}.</translation>
    </message>
    <message>
        <source>The pack has not learned “{word}” at {at}; pictures for {instead} are used.</source>
        <translation>El paquete no ha aprendido «{word}» a {at}; se usan imágenes de {instead}.</translation>
    </message>
    <message>
        <source>The pack {name} has a damaged pack.json.</source>
        <translation>El paquete {name} tiene un pack.json dañado.</translation>
    </message>
    <message>
        <source>The pack {name} has no readable pack.json.</source>
        <translation>El paquete {name} no tiene un pack.json legible.</translation>
    </message>
    <message>
        <source>The pack {name} lacks {missing} in its pack.json.</source>
        <translation>En el pack.json del paquete {name} falta {missing}.</translation>
    </message>
    <message>
        <source>The pack “{name}” cannot be removed: {strerror}.</source>
        <translation>No se puede eliminar el paquete «{name}»: {strerror}.</translation>
    </message>
    <message>
        <source>The pack “{name}” comes under licences that nobody has agreed to yet: {listed}.</source>
        <translation>El paquete «{name}» tiene licencias que nadie ha aceptado aún: {listed}.</translation>
    </message>
    <message>
        <source>The pack “{name}” does not know “{name2}”.</source>
        <translation>El paquete «{name}» no conoce «{name2}».</translation>
    </message>
    <message>
        <source>The pack “{name}” has a generator of an unknown kind, {spec}.</source>
        <translation>El paquete «{name}» tiene un generador de tipo desconocido, {spec}.</translation>
    </message>
    <message>
        <source>The pack “{name}” has an extractor of an unknown kind, {spec}.</source>
        <translation>El paquete «{name}» tiene un extractor de tipo desconocido, {spec}.</translation>
    </message>
    <message>
        <source>The pack “{name}” has no classifier that this version can use.</source>
        <translation>El paquete «{name}» no tiene ningún clasificador que esta versión pueda usar.</translation>
    </message>
    <message>
        <source>The pack “{name}” has no extractor “{name2}” whose keys could be cut.</source>
        <translation>El paquete «{name}» no tiene un extractor «{name2}» cuyas claves se puedan cortar.</translation>
    </message>
    <message>
        <source>The pack “{name}” has no extractor “{name2}”.</source>
        <translation>El paquete «{name}» no tiene un extractor «{name2}».</translation>
    </message>
    <message>
        <source>The pack “{name}” has parts that need an account or forbid commercial use: {names}.</source>
        <translation>El paquete «{name}» tiene partes que requieren una cuenta o prohíben el uso comercial: {names}.</translation>
    </message>
    <message>
        <source>The pack “{name}” is here</source>
        <translation>El paquete «{name}» está aquí</translation>
    </message>
    <message>
        <source>The pack “{name}” is not the one that made this run.</source>
        <translation>El paquete «{name}» no es el que hizo esta ejecución.</translation>
    </message>
    <message>
        <source>The pack “{name}” lacks {entry}.</source>
        <translation>Al paquete «{name}» le falta {entry}.</translation>
    </message>
    <message>
        <source>The pack “{name}” lies in {root}, which is not Terralex's own folder.</source>
        <translation>El paquete «{name}» está en {root}, que no es la carpeta propia de Terralex.</translation>
    </message>
    <message>
        <source>The pack “{name}” lists {entry} with a size or checksum that is none.</source>
        <translation>El paquete «{name}» indica {entry} con un tamaño o una suma de comprobación no válidos.</translation>
    </message>
    <message>
        <source>The pack “{name}” lists {path} twice.</source>
        <translation>El paquete «{name}» enumera {path} dos veces.</translation>
    </message>
    <message>
        <source>The pack “{name}” names a file outside its folder: {entry}.</source>
        <translation>El paquete «{name}» nombra un archivo fuera de su carpeta: {entry}.</translation>
    </message>
    <message>
        <source>The pack “{name}” names a file outside its folder: {path}.</source>
        <translation>El paquete «{name}» nombra un archivo fuera de su carpeta: {path}.</translation>
    </message>
    <message>
        <source>The pack “{name}” names the folder {folder}, in which it lists no file.</source>
        <translation>El paquete «{name}» nombra la carpeta {folder}, en la que no enumera ningún archivo.</translation>
    </message>
    <message>
        <source>The pack “{name}” needs more than is free of {where}.</source>
        <translation>El paquete «{name}» necesita más de lo que queda libre de {where}.</translation>
    </message>
    <message>
        <source>The pack “{name}” {why}; there is nothing to remove.</source>
        <translation>El paquete «{name}» {why}; no hay nada que eliminar.</translation>
    </message>
    <message>
        <source>The pack “{pack}” contains {path}, a kind of file that can run code.</source>
        <translation>El paquete «{pack}» contiene {path}, un tipo de archivo que puede ejecutar código.</translation>
    </message>
    <message>
        <source>The pack “{pack}” contains {path}, a kind of file that no pack needs.</source>
        <translation>El paquete «{pack}» contiene {path}, un tipo de archivo que ningún paquete necesita.</translation>
    </message>
    <message>
        <source>The pack “{pack}” contains {path}, a name that not every system takes.</source>
        <translation>El paquete «{pack}» contiene {path}, un nombre que no todos los sistemas admiten.</translation>
    </message>
    <message>
        <source>The path of the folder is too long for Windows ({root} characters).</source>
        <translation>La ruta de la carpeta es demasiado larga para Windows ({root} caracteres).</translation>
    </message>
    <message>
        <source>The pictures of “{word}” show no clear region; they are used whole.</source>
        <translation>Las imágenes de «{word}» no muestran una región clara; se usan enteras.</translation>
    </message>
    <message>
        <source>The place {x}, {y} lies outside the raster.</source>
        <translation>El lugar {x}, {y} queda fuera del ráster.</translation>
    </message>
    <message>
        <source>The polygons&apos; borders could not be simplified without gaps; they follow the pixels instead.</source>
        <translation>Los bordes de los polígonos no se pudieron simplificar sin huecos; siguen los píxeles.</translation>
    </message>
    <message>
        <source>The prefilter does not see {left_out}; left out.</source>
        <translation>El prefiltro no ve {left_out}; se omite.</translation>
    </message>
    <message>
        <source>The proxy asks for a name and a password (407).</source>
        <translation>El proxy pide nombre y contraseña (407).</translation>
    </message>
    <message>
        <source>The proxy wants a name and a password.</source>
        <translation>El proxy pide nombre y contraseña.</translation>
    </message>
    <message>
        <source>The proxy {what} does not answer.</source>
        <translation>El proxy {what} no responde.</translation>
    </message>
    <message>
        <source>The raster does not say how large its pixels are; {size} m is assumed. Set the pixel size (pixel_m) if that is wrong.</source>
        <translation>El ráster no dice cuánto miden sus píxeles; se suponen {size} m. Si no es así, indique el tamaño del píxel (pixel_m).</translation>
    </message>
    <message>
        <source>The raster has control points or a sensor model, but no grid on a map; the result is in its own pixels. Warp it (QGIS: Raster › Projections › Warp) to get a result in map coordinates.</source>
        <translation>El ráster tiene puntos de control o un modelo de sensor, pero no una cuadrícula en un mapa; el resultado está en sus propios píxeles. Reproyéctelo (QGIS: Ráster › Proyecciones › Combar (reproyectar)) para obtener coordenadas de mapa.</translation>
    </message>
    <message>
        <source>The raster has no coordinate system; the result has none, too, and its areas stay empty.</source>
        <translation>El ráster no tiene sistema de coordenadas; el resultado tampoco, y sus áreas quedan vacías.</translation>
    </message>
    <message>
        <source>The run labelled nothing at {x}, {y}.</source>
        <translation>La ejecución no clasificó nada en {x}, {y}.</translation>
    </message>
    <message>
        <source>The set-up was interrupted.</source>
        <translation>La instalación se interrumpió.</translation>
    </message>
    <message>
        <source>The source “{key}” of the pack “{name}” cannot be used.</source>
        <translation>La fuente «{key}» del paquete «{name}» no se puede usar.</translation>
    </message>
    <message>
        <source>The system ended the set-up, most likely for want of memory.</source>
        <translation>El sistema detuvo la instalación, probablemente por falta de memoria.</translation>
    </message>
    <message>
        <source>The {silent} has no coordinate system; area and raster are taken to be in the same coordinates.</source>
        <translation>Sin sistema de coordenadas ({silent}): se supone que el área y el ráster están en las mismas coordenadas.</translation>
    </message>
    <message>
        <source>The {what} of the pack “{name}” cannot be opened: {error}</source>
        <translation>En el paquete «{name}» no se puede abrir esto: {what}: {error}</translation>
    </message>
    <message>
        <source>There is no GPU that the engine can use.</source>
        <translation>No hay ninguna GPU que el motor pueda usar.</translation>
    </message>
    <message>
        <source>There is no class list {path}.</source>
        <translation>No hay ninguna lista de clases {path}.</translation>
    </message>
    <message>
        <source>There is no class to look for.</source>
        <translation>No hay ninguna clase que buscar.</translation>
    </message>
    <message>
        <source>There is no file or folder {path}.</source>
        <translation>No hay ningún archivo ni carpeta {path}.</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>No hay ningún archivo {path}.</translation>
    </message>
    <message>
        <source>There is no folder of masks {folder}.</source>
        <translation>No hay ninguna carpeta de máscaras {folder}.</translation>
    </message>
    <message>
        <source>There is no option “{name}”.</source>
        <translation>No hay ninguna opción «{name}».</translation>
    </message>
    <message>
        <source>There is no pack “{name}” on this machine.</source>
        <translation>No hay ningún paquete «{name}» en este equipo.</translation>
    </message>
    <message>
        <source>There is no raster to segment.</source>
        <translation>No hay ningún ráster que segmentar.</translation>
    </message>
    <message>
        <source>There is no {what} for this computer&apos;s system and Python.</source>
        <translation>No hay {what} para el sistema y el Python de este equipo.</translation>
    </message>
    <message>
        <source>There is nothing to export.</source>
        <translation>No hay nada que exportar.</translation>
    </message>
    <message>
        <source>There is nothing to make polygons of.</source>
        <translation>No hay nada de lo que hacer polígonos.</translation>
    </message>
    <message>
        <source>There is one build for macOS; the engine uses the CPU there.</source>
        <translation>Para macOS hay una sola versión; allí el motor usa la CPU.</translation>
    </message>
    <message>
        <source>This area would take {count} requests to the service; {most} are allowed in one run.</source>
        <translation>Esta área requeriría {count} peticiones al servicio; se permiten {most} por ejecución.</translation>
    </message>
    <message>
        <source>This computer&apos;s processor lacks instructions that torch needs.</source>
        <translation>Al procesador de este equipo le faltan instrucciones que torch necesita.</translation>
    </message>
    <message>
        <source>This computer&apos;s rules do not let the new Python start.</source>
        <translation>Las reglas de este equipo no dejan iniciar el nuevo Python.</translation>
    </message>
    <message>
        <source>Too little room on the disk: {what}.</source>
        <translation>Muy poco espacio en el disco: {what}.</translation>
    </message>
    <message>
        <source>Tracing areas</source>
        <translation>Trazando áreas</translation>
    </message>
    <message>
        <source>Try again when the other program has finished.</source>
        <translation>Inténtelo de nuevo cuando el otro programa termine.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, a proxy, an antivirus or the mirror changes files: ask your administrator, or install from an offline folder.</source>
        <translation>Inténtelo de nuevo; si sigue igual, un proxy, un antivirus o el espejo modifica los archivos: consulte a su administrador o instale desde una carpeta sin conexión.</translation>
    </message>
    <message>
        <source>Trying {path}</source>
        <translation>Probando {path}</translation>
    </message>
    <message>
        <source>Type at least one name, for example: building, road.</source>
        <translation>Escriba al menos un nombre, por ejemplo: building, road.</translation>
    </message>
    <message>
        <source>Type the name again.</source>
        <translation>Escriba el nombre de nuevo.</translation>
    </message>
    <message>
        <source>Unpacking: {here} of {packages} packages</source>
        <translation>Desempaquetando: {here} de {packages} paquetes de Python</translation>
    </message>
    <message>
        <source>Update Terralex or the pack.</source>
        <translation>Actualice Terralex o el paquete.</translation>
    </message>
    <message>
        <source>Update Terralex, or the pack.json.</source>
        <translation>Actualice Terralex o el pack.json.</translation>
    </message>
    <message>
        <source>Update Terralex.</source>
        <translation>Actualice Terralex.</translation>
    </message>
    <message>
        <source>Update Terralex; in a pack of your own, check repository, revision and file.</source>
        <translation>Actualice Terralex; en un paquete propio, compruebe el repositorio, la revisión y el archivo.</translation>
    </message>
    <message>
        <source>Update the plugin and the engine together.</source>
        <translation>Actualice a la vez el complemento y el motor.</translation>
    </message>
    <message>
        <source>Use 64 to 8192.</source>
        <translation>Use de 64 a 8192.</translation>
    </message>
    <message>
        <source>Use a computer with a processor of 2013 or later (AVX2).</source>
        <translation>Use un equipo con un procesador de 2013 o posterior (AVX2).</translation>
    </message>
    <message>
        <source>Use a layer or a GeoJSON file with polygons.</source>
        <translation>Use una capa o un archivo GeoJSON con polígonos.</translation>
    </message>
    <message>
        <source>Use a pack whose weights are safetensors only.</source>
        <translation>Use un paquete cuyos pesos sean solo safetensors.</translation>
    </message>
    <message>
        <source>Use a sharper raster or another pack; if the raster&apos;s pixel size is wrong, set it (pixel_m).</source>
        <translation>Use un ráster más nítido u otro paquete; si el tamaño de píxel del ráster es incorrecto, indíquelo (pixel_m).</translation>
    </message>
    <message>
        <source>Use a short name and put the rest into its alternative words.</source>
        <translation>Use un nombre corto y ponga el resto en sus palabras alternativas.</translation>
    </message>
    <message>
        <source>Use a shorter or simpler word.</source>
        <translation>Use una palabra más corta o más sencilla.</translation>
    </message>
    <message>
        <source>Use an https address.</source>
        <translation>Use una dirección https.</translation>
    </message>
    <message>
        <source>Use blend=uniform, or preset paper.</source>
        <translation>Use blend=uniform, o el preajuste paper.</translation>
    </message>
    <message>
        <source>Use one of: {allowed}.</source>
        <translation>Use uno de estos: {allowed}.</translation>
    </message>
    <message>
        <source>Use pack, paper or aerial, or a sentence with {word} in it.</source>
        <translation>Use pack, paper o aerial, o una frase que contenga {word}.</translation>
    </message>
    <message>
        <source>Use rasters of one run.</source>
        <translation>Use rásteres de una misma ejecución.</translation>
    </message>
    <message>
        <source>Use small letters, digits, dots, dashes and underscores.</source>
        <translation>Use minúsculas, cifras, puntos, guiones y guiones bajos.</translation>
    </message>
    <message>
        <source>Use smaller windows or a larger side.</source>
        <translation>Use ventanas menores o un lado mayor.</translation>
    </message>
    <message>
        <source>Use whole numbers from 0.</source>
        <translation>Use números enteros desde 0.</translation>
    </message>
    <message>
        <source>Use “thing” or “stuff”.</source>
        <translation>Use «thing» o «stuff».</translation>
    </message>
    <message>
        <source>Wait for it to end, or cancel it.</source>
        <translation>Espere a que termine, o cancélela.</translation>
    </message>
    <message>
        <source>Wait for it to end.</source>
        <translation>Espere a que termine.</translation>
    </message>
    <message>
        <source>Wait until it ends, stop it, or choose another folder.</source>
        <translation>Espere a que termine, deténgala o elija otra carpeta.</translation>
    </message>
    <message>
        <source>Wait until it ends.</source>
        <translation>Espere a que termine.</translation>
    </message>
    <message>
        <source>What came so far is kept.</source>
        <translation>Lo que llegó hasta ahora se conserva.</translation>
    </message>
    <message>
        <source>What the pack does not list stays behind: {passed}{more}.</source>
        <translation>Lo que el paquete no enumera se deja atrás: {passed}{more}.</translation>
    </message>
    <message>
        <source>What was fetched is kept: press “Set up” again to go on from there.</source>
        <translation>Lo descargado se conserva: pulse «Instalar» de nuevo para continuar.</translation>
    </message>
    <message>
        <source>Windows would leave gaps; use a smaller stride.</source>
        <translation>Las ventanas dejarían huecos; use un paso menor.</translation>
    </message>
    <message>
        <source>Write both; only a hub&apos;s repositories may leave them open.</source>
        <translation>Escriba ambos; solo los repositorios de un hub pueden omitirlos.</translation>
    </message>
    <message>
        <source>Write colours as #rrggbb.</source>
        <translation>Escriba los colores como #rrggbb.</translation>
    </message>
    <message>
        <source>Write them into the address of the mirror, or ask your administrator for one without.</source>
        <translation>Escríbalos en la dirección del espejo, o pida a su administrador uno que no los pida.</translation>
    </message>
    <message>
        <source>Writing into {folder} failed: {error}.</source>
        <translation>Falló la escritura en {folder}: {error}.</translation>
    </message>
    <message>
        <source>Writing into {folder} failed: {reason}.</source>
        <translation>Falló la escritura en {folder}: {reason}.</translation>
    </message>
    <message>
        <source>Writing polygons</source>
        <translation>Escribiendo polígonos</translation>
    </message>
    <message>
        <source>Writing the rasters</source>
        <translation>Escribiendo los rásteres</translation>
    </message>
    <message>
        <source>Zip the files themselves.</source>
        <translation>Comprima los propios archivos.</translation>
    </message>
    <message>
        <source>a package</source>
        <translation>un paquete de Python</translation>
    </message>
    <message>
        <source>cannot be written to</source>
        <translation>no admite escritura</translation>
    </message>
    <message>
        <source>does not exist</source>
        <translation>no existe</translation>
    </message>
    <message>
        <source>exit code {code}</source>
        <translation>código de salida {code}</translation>
    </message>
    <message>
        <source>feature extractor {name}</source>
        <translation>extractor de características {name}</translation>
    </message>
    <message>
        <source>has no checksum in the manifest</source>
        <translation>no tiene suma de comprobación en el manifiesto</translation>
    </message>
    <message>
        <source>has other contents than it should</source>
        <translation>tiene un contenido distinto del debido</translation>
    </message>
    <message>
        <source>has {st_size} bytes instead of {entry}</source>
        <translation>tiene {st_size} bytes en vez de {entry}</translation>
    </message>
    <message>
        <source>is a kind of file that can run code</source>
        <translation>es un tipo de archivo que puede ejecutar código</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>falta</translation>
    </message>
    <message>
        <source>is part of Terralex</source>
        <translation>forma parte de Terralex</translation>
    </message>
    <message>
        <source>it cannot be run ({strerror})</source>
        <translation>no se puede ejecutar ({strerror})</translation>
    </message>
    <message>
        <source>it is Python {detail}</source>
        <translation>es Python {detail}</translation>
    </message>
    <message>
        <source>it is a 32-bit program; a 64-bit Python is needed</source>
        <translation>es un programa de 32 bits; hace falta un Python de 64 bits</translation>
    </message>
    <message>
        <source>it is made for Intel processors, for which torch is no longer built</source>
        <translation>está hecho para procesadores Intel, para los que ya no se compila torch</translation>
    </message>
    <message>
        <source>it is not a working Python</source>
        <translation>no es un Python que funcione</translation>
    </message>
    <message>
        <source>it is not the ordinary CPython</source>
        <translation>no es el CPython habitual</translation>
    </message>
    <message>
        <source>it lacks venv or pip</source>
        <translation>le falta venv o pip</translation>
    </message>
    <message>
        <source>its version does not fit the packages</source>
        <translation>su versión no es compatible con los paquetes de Python</translation>
    </message>
    <message>
        <source>killed by signal {code}</source>
        <translation>terminado por la señal {code}</translation>
    </message>
    <message>
        <source>none was found</source>
        <translation>no se encontró ninguno</translation>
    </message>
    <message>
        <source>not available at the moment</source>
        <translation>no disponible en este momento</translation>
    </message>
    <message>
        <source>picture generator</source>
        <translation>generador de imágenes</translation>
    </message>
    <message>
        <source>the GPU&apos;s memory</source>
        <translation>la memoria de la GPU</translation>
    </message>
    <message>
        <source>the module is missing</source>
        <translation>falta el módulo</translation>
    </message>
    <message>
        <source>the server of the packages</source>
        <translation>el servidor de los paquetes de Python</translation>
    </message>
    <message>
        <source>this machine&apos;s memory</source>
        <translation>la memoria de este equipo</translation>
    </message>
    <message>
        <source>this system has no glibc, for which torch is built</source>
        <translation>este sistema no tiene glibc, para la que se compila torch</translation>
    </message>
    <message>
        <source>this system&apos;s C library is {facts}; {str} or newer is needed</source>
        <translation>la biblioteca C de este sistema es {facts}; hace falta {str} o posterior</translation>
    </message>
    <message>
        <source>too many requests</source>
        <translation>demasiadas peticiones</translation>
    </message>
    <message>
        <source>torch could not be used</source>
        <translation>no se pudo usar torch</translation>
    </message>
    <message>
        <source>was not fetched</source>
        <translation>no se ha descargado</translation>
    </message>
    <message>
        <source>wheels (files that end in .whl)</source>
        <translation>wheels (archivos que terminan en .whl)</translation>
    </message>
    <message>
        <source>{bands} bands were chosen.</source>
        <translation>Se eligieron {bands} bandas.</translation>
    </message>
    <message>
        <source>{before} of {before2} background prototypes resemble a stuff class and were dropped.</source>
        <translation>{before} de {before2} prototipos de fondo se parecen a una clase de superficie y se descartaron.</translation>
    </message>
    <message>
        <source>{called} holds a file that would land outside its folder: {name}.</source>
        <translation>{called} contiene un archivo que acabaría fuera de su carpeta: {name}.</translation>
    </message>
    <message>
        <source>{called} lacks {missing}, which its pack.json lists.</source>
        <translation>En {called} falta {missing}, que su pack.json enumera.</translation>
    </message>
    <message>
        <source>{came_from} redirects to this computer.</source>
        <translation>{came_from} redirige a este equipo.</translation>
    </message>
    <message>
        <source>{entry} comes from a plain address and has no size or no sha256 in the pack.json.</source>
        <translation>{entry} viene de una dirección simple y no tiene tamaño o sha256 en el pack.json.</translation>
    </message>
    <message>
        <source>{entry} of the pack “{name}” has no source and no checksum.</source>
        <translation>{entry} del paquete «{name}» no tiene fuente ni suma de comprobación.</translation>
    </message>
    <message>
        <source>{entry} of the pack “{name}” is not the file that it should be.</source>
        <translation>{entry} del paquete «{name}» no es el archivo que debería ser.</translation>
    </message>
    <message>
        <source>{entry} was another file when it was first fetched than the pack now names.</source>
        <translation>{entry} era otro archivo cuando se descargó por primera vez que el que indica ahora el paquete.</translation>
    </message>
    <message>
        <source>{folder} cannot be a folder: {code}.</source>
        <translation>{folder} no puede ser una carpeta: {code}.</translation>
    </message>
    <message>
        <source>{folder} has no safetensors file</source>
        <translation>{folder} no tiene ningún archivo safetensors</translation>
    </message>
    <message>
        <source>{folder} is not the folder of a finished run.</source>
        <translation>{folder} no es la carpeta de una ejecución terminada.</translation>
    </message>
    <message>
        <source>{geometry} polygons</source>
        <translation>{geometry} polígonos</translation>
    </message>
    <message>
        <source>{gsd_m} m per pixel</source>
        <translation>{gsd_m} m por píxel</translation>
    </message>
    <message>
        <source>{home} does not answer as a model hub does.</source>
        <translation>{home} no responde como un hub de modelos.</translation>
    </message>
    <message>
        <source>{home} does not answer.</source>
        <translation>{home} no responde.</translation>
    </message>
    <message>
        <source>{home} names another commit of {name} than {commit}.</source>
        <translation>{home} indica un commit de {name} distinto de {commit}.</translation>
    </message>
    <message>
        <source>{home} names no size or no checksum of {what}.</source>
        <translation>{home} no indica el tamaño o la suma de comprobación de {what}.</translation>
    </message>
    <message>
        <source>{home} now has another {what} than the one that is known.</source>
        <translation>{home} tiene ahora un {what} distinto del conocido.</translation>
    </message>
    <message>
        <source>{host} answered {status} when asked for {what}.</source>
        <translation>{host} respondió {status} al pedirle {what}.</translation>
    </message>
    <message>
        <source>{host} cannot be reached</source>
        <translation>no se puede conectar con {host}</translation>
    </message>
    <message>
        <source>{host} does not give {what} to you ({status}).</source>
        <translation>{host} no le da {what} ({status}).</translation>
    </message>
    <message>
        <source>{lead}: {nearest}. “Packs…” (or: terralex packs {name}) lists all; a larger pack (ovdiff) takes any word.</source>
        <translation>{lead}: {nearest}. «Paquetes…» (o: terralex packs {name}) las enumera todas; un paquete mayor (ovdiff) admite cualquier palabra.</translation>
    </message>
    <message>
        <source>{name} asks for conditions to be accepted, which its pack does not say.</source>
        <translation>{name} pide aceptar condiciones, cosa que su paquete no dice.</translation>
    </message>
    <message>
        <source>{name} cannot be read as a raster.</source>
        <translation>{name} no se puede leer como ráster.</translation>
    </message>
    <message>
        <source>{name} cannot be read as a vector layer.</source>
        <translation>{name} no se puede leer como capa vectorial.</translation>
    </message>
    <message>
        <source>{name} cannot be read to its end.</source>
        <translation>{name} no se puede leer hasta el final.</translation>
    </message>
    <message>
        <source>{name} cannot be read.</source>
        <translation>{name} no se puede leer.</translation>
    </message>
    <message>
        <source>{name} cannot be read: {strerror}.</source>
        <translation>{name} no se puede leer: {strerror}.</translation>
    </message>
    <message>
        <source>{name} cannot be read; it may be damaged or incomplete.</source>
        <translation>{name} no se puede leer; puede estar dañado o incompleto.</translation>
    </message>
    <message>
        <source>{name} cannot be used ({reason})</source>
        <translation>{name} no se puede usar ({reason})</translation>
    </message>
    <message>
        <source>{name} could not be written: {reason}.</source>
        <translation>{name} no se pudo escribir: {reason}.</translation>
    </message>
    <message>
        <source>{name} does not exist.</source>
        <translation>{name} no existe.</translation>
    </message>
    <message>
        <source>{name} does not lie on the grid of {name2}.</source>
        <translation>{name} no está en la cuadrícula de {name2}.</translation>
    </message>
    <message>
        <source>{name} does not name its classes.</source>
        <translation>{name} no da nombre a sus clases.</translation>
    </message>
    <message>
        <source>{name} does not say what its classes are called.</source>
        <translation>{name} no dice cómo se llaman sus clases.</translation>
    </message>
    <message>
        <source>{name} has been changed or removed since the run began.</source>
        <translation>{name} se modificó o eliminó desde que empezó la ejecución.</translation>
    </message>
    <message>
        <source>{name} has no band {missing}; it has {count}.</source>
        <translation>{name} no tiene la banda {missing}; tiene {count}.</translation>
    </message>
    <message>
        <source>{name} has no layer “{layer}”.</source>
        <translation>{name} no tiene ninguna capa «{layer}».</translation>
    </message>
    <message>
        <source>{name} has no pixel with a value (all is nodata).</source>
        <translation>{name} no tiene ningún píxel con valor (todo es «sin datos»).</translation>
    </message>
    <message>
        <source>{name} has no {file} at its commit {commit}.</source>
        <translation>{name} no tiene {file} en su commit {commit}.</translation>
    </message>
    <message>
        <source>{name} holds complex numbers, as radar does.</source>
        <translation>{name} contiene números complejos, como el radar.</translation>
    </message>
    <message>
        <source>{name} holds no labelled pixel.</source>
        <translation>{name} no contiene ningún píxel clasificado.</translation>
    </message>
    <message>
        <source>{name} holds no polygon.</source>
        <translation>{name} no contiene ningún polígono.</translation>
    </message>
    <message>
        <source>{name} holds the same bytes several times over, as a zip bomb does.</source>
        <translation>{name} contiene los mismos bytes varias veces, como una bomba zip.</translation>
    </message>
    <message>
        <source>{name} holds the value {unknown}, which is none of its classes.</source>
        <translation>{name} contiene el valor {unknown}, que no es de ninguna de sus clases.</translation>
    </message>
    <message>
        <source>{name} holds {dtypes} values; a class raster holds uint8 or uint16.</source>
        <translation>{name} contiene valores {dtypes}; un ráster de clases contiene uint8 o uint16.</translation>
    </message>
    <message>
        <source>{name} holds {name2} twice.</source>
        <translation>{name} contiene {name2} dos veces.</translation>
    </message>
    <message>
        <source>{name} in {called} is a link or a device, not a file.</source>
        <translation>{name} en {called} es un enlace o un dispositivo, no un archivo.</translation>
    </message>
    <message>
        <source>{name} in {called} is encrypted.</source>
        <translation>{name} en {called} está cifrado.</translation>
    </message>
    <message>
        <source>{name} in {called} would grow to {file_size}, as a zip bomb does.</source>
        <translation>{name} en {called} crecería hasta {file_size}, como una bomba zip.</translation>
    </message>
    <message>
        <source>{name} is a container without bands of its own.</source>
        <translation>{name} es un contenedor sin bandas propias.</translation>
    </message>
    <message>
        <source>{name} is being written to.</source>
        <translation>Se está escribiendo en {name}.</translation>
    </message>
    <message>
        <source>{name} is empty (0 bytes).</source>
        <translation>{name} está vacío (0 bytes).</translation>
    </message>
    <message>
        <source>{name} is no longer the raster of this run.</source>
        <translation>{name} ya no es el ráster de esta ejecución.</translation>
    </message>
    <message>
        <source>{name} is no longer there.</source>
        <translation>{name} ya no está.</translation>
    </message>
    <message>
        <source>{name} is not a complete safetensors file.</source>
        <translation>{name} no es un archivo safetensors completo.</translation>
    </message>
    <message>
        <source>{name} is not a raster that can be read.</source>
        <translation>{name} no es un ráster que se pueda leer.</translation>
    </message>
    <message>
        <source>{name} is not a zip that can be read.</source>
        <translation>{name} no es un zip que se pueda leer.</translation>
    </message>
    <message>
        <source>{name} is not on the disk as it was written</source>
        <translation>{name} no está en el disco tal como se escribió</translation>
    </message>
    <message>
        <source>{name} is not the file that its pack.json lists.</source>
        <translation>{name} no es el archivo que enumera su pack.json.</translation>
    </message>
    <message>
        <source>{name} is now under the licence “{licence}”; the pack says “{source}”.</source>
        <translation>{name} tiene ahora la licencia «{licence}»; el paquete dice «{source}».</translation>
    </message>
    <message>
        <source>{name} is there, and the installed torch is the CPU build: set up again with the CUDA build.</source>
        <translation>{name} está presente, y el torch instalado es la versión para CPU: instale de nuevo con la versión CUDA.</translation>
    </message>
    <message>
        <source>{name} is there, and torch for CUDA {gpu} cannot use its driver {driver}{detail}.</source>
        <translation>{name} está presente, y torch para CUDA {gpu} no puede usar su controlador {driver}{detail}.</translation>
    </message>
    <message>
        <source>{name} is too old for torch (compute capability {capability}.{capability2}).</source>
        <translation>{name} es demasiado antigua para torch (capacidad de cómputo {capability}.{capability2}).</translation>
    </message>
    <message>
        <source>{name} may not be read.</source>
        <translation>No se permite leer {name}.</translation>
    </message>
    <message>
        <source>{name} needs more memory than there is.</source>
        <translation>{name} necesita más memoria de la que hay.</translation>
    </message>
    <message>
        <source>{name} was found; CUDA is offered for x86-64 computers only.</source>
        <translation>Se encontró {name}; CUDA se ofrece solo para equipos x86-64.</translation>
    </message>
    <message>
        <source>{name} was found; its driver {driver} is too old (525 or newer is needed).</source>
        <translation>Se encontró {name}; su controlador {driver} es demasiado antiguo (hace falta 525 o posterior).</translation>
    </message>
    <message>
        <source>{name} with driver {driver} was found.</source>
        <translation>Se encontró {name} con el controlador {driver}.</translation>
    </message>
    <message>
        <source>{name} with driver {driver} was found; CUDA 13 needs a newer card or driver.</source>
        <translation>Se encontró {name} con el controlador {driver}; CUDA 13 necesita una tarjeta o un controlador más reciente.</translation>
    </message>
    <message>
        <source>{out} holds an unfinished run with other settings.</source>
        <translation>{out} contiene una ejecución sin terminar con otros ajustes.</translation>
    </message>
    <message>
        <source>{out} holds other files; going on in {name} inside it.</source>
        <translation>{out} contiene otros archivos; se continúa en {name}, dentro de ella.</translation>
    </message>
    <message>
        <source>{out} holds other files; the results go to {free} inside it.</source>
        <translation>{out} contiene otros archivos; los resultados van a {free}, dentro de ella.</translation>
    </message>
    <message>
        <source>{out} is a file, not a folder.</source>
        <translation>{out} es un archivo, no una carpeta.</translation>
    </message>
    <message>
        <source>{path} already holds a finished run.</source>
        <translation>{path} ya contiene una ejecución terminada.</translation>
    </message>
    <message>
        <source>{path} cannot be read; it holds the checksums of the pack&apos;s first fetch.</source>
        <translation>{path} no se puede leer; contiene las sumas de comprobación de la primera descarga del paquete.</translation>
    </message>
    <message>
        <source>{path} cannot be unpacked.</source>
        <translation>{path} no se puede descomprimir.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {error}.</source>
        <translation>{path} no se puede escribir: {error}.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {strerror}.</source>
        <translation>{path} no se puede escribir: {strerror}.</translation>
    </message>
    <message>
        <source>{path} is larger than it is said to be.</source>
        <translation>{path} es mayor de lo que se indica.</translation>
    </message>
    <message>
        <source>{path} is not the file that the pack.json lists: its checksum is wrong.</source>
        <translation>{path} no es el archivo que enumera el pack.json: su suma de comprobación es incorrecta.</translation>
    </message>
    <message>
        <source>{relative} in {name} is a link to somewhere else.</source>
        <translation>{relative} en {name} es un enlace a otro lugar.</translation>
    </message>
    <message>
        <source>{segments} and {classes} have different coordinate systems.</source>
        <translation>{segments} y {classes} tienen sistemas de coordenadas distintos.</translation>
    </message>
    <message>
        <source>{there} are free, about {needed} are needed</source>
        <translation>hay {there} libres y hacen falta unos {needed}</translation>
    </message>
    <message>
        <source>{there} exists already in {parent}.</source>
        <translation>{there} ya existe en {parent}.</translation>
    </message>
    <message>
        <source>{url} announces {answer} bytes for {what}; {rest} are right.</source>
        <translation>{url} anuncia {answer} bytes para {what}; lo correcto son {rest}.</translation>
    </message>
    <message>
        <source>{url} breaks off {what} again and again.</source>
        <translation>{url} interrumpe {what} una y otra vez.</translation>
    </message>
    <message>
        <source>{url} broke off {what}</source>
        <translation>{url} interrumpió {what}</translation>
    </message>
    <message>
        <source>{url} does not go on where {what} stopped</source>
        <translation>{url} no continúa donde se detuvo {what}</translation>
    </message>
    <message>
        <source>{url} now has another {what} than the one that is known.</source>
        <translation>{url} tiene ahora un {what} distinto del conocido.</translation>
    </message>
    <message>
        <source>{url} redirects in circles for {what}.</source>
        <translation>{url} redirige en círculos para {what}.</translation>
    </message>
    <message>
        <source>{url} sends more bytes for {what} than the {size} that are right.</source>
        <translation>{url} envía más bytes para {what} que los {size} correctos.</translation>
    </message>
    <message>
        <source>{url} sent something else than {what}: its checksum is wrong.</source>
        <translation>{url} envió algo distinto de {what}: su suma de comprobación es incorrecta.</translation>
    </message>
    <message>
        <source>{what} asks for a name and a password (401).</source>
        <translation>{what} pide nombre y contraseña (401).</translation>
    </message>
    <message>
        <source>{what} cannot be reached.</source>
        <translation>No se puede conectar con {what}.</translation>
    </message>
    <message>
        <source>{what} has trouble of its own (an error of the server).</source>
        <translation>{what} tiene un problema propio (un error del servidor).</translation>
    </message>
    <message>
        <source>{what} refused to hand out the packages (403).</source>
        <translation>{what} se negó a entregar los paquetes de Python (403).</translation>
    </message>
    <message>
        <source>{why} and asks to wait {wait} minutes.</source>
        <translation>{why} y pide esperar {wait} minutos.</translation>
    </message>
    <message>
        <source>{why}; trying again in {left} s</source>
        <translation>{why}; nuevo intento en {left} s</translation>
    </message>
    <message>
        <source>“background” is what a run calls all that it was not asked for.</source>
        <translation>«background» es como una ejecución llama a todo lo que no se le pidió.</translation>
    </message>
    <message>
        <source>“masks_folder” holds WORD/000.png and so on.</source>
        <translation>«masks_folder» contiene WORD/000.png, etcétera.</translation>
    </message>
    <message>
        <source>“prompts” is {prompts}.</source>
        <translation>«prompts» es {prompts}.</translation>
    </message>
    <message>
        <source>“segmenter=folder” and “masks_folder” belong together.</source>
        <translation>«segmenter=folder» y «masks_folder» van juntos.</translation>
    </message>
    <message>
        <source>“segmenter={segmenter}” proposes regions and “regions=whole” uses none.</source>
        <translation>«segmenter={segmenter}» propone regiones y «regions=whole» no usa ninguna.</translation>
    </message>
    <message>
        <source>“segmenter_extractor” may be: {listed}.</source>
        <translation>«segmenter_extractor» puede ser: {listed}.</translation>
    </message>
    <message>
        <source>“short_side” looks at pictures as the paper does, and “blend” is {blend}.</source>
        <translation>«short_side» mira las imágenes como en el artículo, y «blend» es {blend}.</translation>
    </message>
    <message>
        <source>“stride” ({stride}) is larger than the smallest window ({windows}).</source>
        <translation>«stride» ({stride}) es mayor que la ventana más pequeña ({windows}).</translation>
    </message>
    <message>
        <source>“threshold” is for runs without a background.</source>
        <translation>«threshold» es para ejecuciones sin fondo.</translation>
    </message>
    <message>
        <source>“windows” is empty.</source>
        <translation>«windows» está vacío.</translation>
    </message>
    <message>
        <source>“{colour}” is not a colour.</source>
        <translation>«{colour}» no es un color.</translation>
    </message>
    <message>
        <source>“{kind}” is not a kind of class.</source>
        <translation>«{kind}» no es un tipo de clase.</translation>
    </message>
    <message>
        <source>“{name}” cannot be the name of a pack.</source>
        <translation>«{name}» no puede ser el nombre de un paquete.</translation>
    </message>
    <message>
        <source>“{name}” cannot be {value}.</source>
        <translation>«{name}» no puede ser {value}.</translation>
    </message>
    <message>
        <source>“{name}” is the name of a pack that is part of Terralex.</source>
        <translation>«{name}» es el nombre de un paquete que forma parte de Terralex.</translation>
    </message>
    <message>
        <source>“{name}” is {value}; it must lie between {low} and {high}.</source>
        <translation>«{name}» es {value}; debe estar entre {low} y {high}.</translation>
    </message>
    <message>
        <source>“{url}” is not an address that packs may come from.</source>
        <translation>«{url}» no es una dirección de la que puedan venir paquetes.</translation>
    </message>
    <message>
        <source>“{word}” was hardly seen in training; expect little.</source>
        <translation>«{word}» apenas apareció en el entrenamiento; espere poco.</translation>
    </message>
    <message>
        <source>“{wrong}” in the pack.json of {name} is not what it should be.</source>
        <translation>«{wrong}» en el pack.json de {name} no es lo que debería ser.</translation>
    </message>
    <message>
        <source>The map shows no part of “{raster}”.</source>
        <translation>El mapa no muestra ninguna parte de «{raster}».</translation>
    </message>
    <message>
        <source>Zoom to the raster and press Run again.</source>
        <translation>Acerque el mapa al ráster y pulse «Ejecutar» de nuevo.</translation>
    </message>
    <message>
        <source>No area is drawn yet.</source>
        <translation>Aún no se ha dibujado ningún área.</translation>
    </message>
    <message>
        <source>Press “Draw on the map”, draw it, and press Run again.</source>
        <translation>Pulse «Dibujar en el mapa», dibújela y pulse «Ejecutar» de nuevo.</translation>
    </message>
    <message>
        <source>The drawn area lies outside “{raster}”.</source>
        <translation>El área dibujada queda fuera de «{raster}».</translation>
    </message>
    <message>
        <source>Draw it over the raster.</source>
        <translation>Dibújela sobre el ráster.</translation>
    </message>
    <message>
        <source>No polygon layer is chosen for the area.</source>
        <translation>No se ha elegido una capa de polígonos para el área.</translation>
    </message>
    <message>
        <source>Choose one, or take the whole layer.</source>
        <translation>Elija una, o tome toda la capa.</translation>
    </message>
    <message>
        <source>The layer “{layer}” holds no polygon.</source>
        <translation>La capa «{layer}» no contiene ningún polígono.</translation>
    </message>
    <message>
        <source>Draw one, or choose another layer.</source>
        <translation>Dibuje uno, o elija otra capa.</translation>
    </message>
    <message>
        <source>The polygons of “{layer}” lie outside “{raster}”.</source>
        <translation>Los polígonos de «{layer}» quedan fuera de «{raster}».</translation>
    </message>
    <message>
        <source>Choose polygons that cover a part of the raster.</source>
        <translation>Elija polígonos que cubran una parte del ráster.</translation>
    </message>
    <message>
        <source>The area crosses the 180th meridian, where “{layer}” is torn into two ends.</source>
        <translation>El área cruza el meridiano 180, donde «{layer}» se parte en dos extremos.</translation>
    </message>
    <message>
        <source>Run each side by itself: one area west of the meridian, one east of it.</source>
        <translation>Ejecute cada lado por separado: un área al oeste del meridiano y otra al este.</translation>
    </message>
    <message>
        <source>The area reaches where the coordinate system of “{layer}” ends.</source>
        <translation>El área llega adonde termina el sistema de coordenadas de «{layer}».</translation>
    </message>
    <message>
        <source>Zoom in, or draw the area over the raster.</source>
        <translation>Acérquese, o dibuje el área sobre el ráster.</translation>
    </message>
    <message>
        <source>The field “{field}” of “{layer}” holds more than {n} different values.</source>
        <translation>El campo «{field}» de «{layer}» contiene más de {n} valores distintos.</translation>
    </message>
    <message>
        <source>Choose a field that names classes.</source>
        <translation>Elija un campo que nombre clases.</translation>
    </message>
    <message>
        <source>“{layer}” names no classes.</source>
        <translation>«{layer}» no nombra ninguna clase.</translation>
    </message>
    <message>
        <source>Choose another layer, or type the names.</source>
        <translation>Elija otra capa, o escriba los nombres.</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>Listas</translation>
    </message>
    <message>
        <source>Class lists</source>
        <translation>Listas de clases</translation>
    </message>
    <message>
        <source>Load, save or take over a list of classes</source>
        <translation>Cargar, guardar o tomar una lista de clases</translation>
    </message>
    <message>
        <source>Load a list…</source>
        <translation>Cargar una lista…</translation>
    </message>
    <message>
        <source>Save this list…</source>
        <translation>Guardar esta lista…</translation>
    </message>
    <message>
        <source>Recent lists</source>
        <translation>Listas recientes</translation>
    </message>
    <message>
        <source>From a layer&apos;s style</source>
        <translation>Del estilo de una capa</translation>
    </message>
    <message>
        <source>From a layer&apos;s field</source>
        <translation>De un campo de una capa</translation>
    </message>
    <message>
        <source>Colours of a ramp</source>
        <translation>Colores de una rampa</translation>
    </message>
    <message>
        <source>Load a class list</source>
        <translation>Cargar una lista de clases</translation>
    </message>
    <message>
        <source>Save the class list</source>
        <translation>Guardar la lista de clases</translation>
    </message>
    <message>
        <source>The class list {file} cannot be written: {error}.</source>
        <translation>No se puede escribir la lista de clases {file}: {error}.</translation>
    </message>
    <message>
        <source>Class lists (*.csv)</source>
        <translation>Listas de clases (*.csv)</translation>
    </message>
    <message>
        <source>Class names to add</source>
        <translation>Nombres de clase que añadir</translation>
    </message>
    <message>
        <source>Type or paste names with commas, and press Enter.
“building: house|roof” adds words that mean the same.</source>
        <translation>Escriba o pegue nombres separados por comas y pulse Intro.
«building: house|roof» añade palabras que significan lo mismo.
Los nombres son palabras inglesas del paquete y no se traducen.</translation>
    </message>
    <message>
        <source>Problems with the classes</source>
        <translation>Problemas con las clases</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Añadir</translation>
    </message>
    <message>
        <source>Add the typed names</source>
        <translation>Añadir los nombres escritos</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Remove the selected classes</source>
        <translation>Eliminar las clases seleccionadas</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Arriba</translation>
    </message>
    <message>
        <source>Move the selected class up</source>
        <translation>Subir la clase seleccionada</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Abajo</translation>
    </message>
    <message>
        <source>Move the selected class down</source>
        <translation>Bajar la clase seleccionada</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Also</source>
        <translation>Más</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Clases</translation>
    </message>
    <message>
        <source>Other words for the same class, with commas</source>
        <translation>Otras palabras para la misma clase, separadas por comas</translation>
    </message>
    <message>
        <source>Whether it can be counted (thing) or covers the land (stuff)</source>
        <translation>Si se puede contar (objeto) o cubre el terreno (zona)</translation>
    </message>
    <message>
        <source>Colour of the class</source>
        <translation>Color de la clase</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>thing</source>
        <translation>objeto</translation>
    </message>
    <message>
        <source>stuff</source>
        <translation>zona</translation>
    </message>
    <message>
        <source>Kind of the class</source>
        <translation>Tipo de la clase</translation>
    </message>
    <message>
        <source>thing: can be counted (building)
stuff: covers the land (grass)
auto: the pack decides</source>
        <translation>objeto: se puede contar (edificio)
zona: cubre el terreno (hierba)
auto: decide el paquete</translation>
    </message>
    <message>
        <source>Terralex: Doctor</source>
        <translation>Terralex: Diagnóstico</translation>
    </message>
    <message>
        <source>What is known of the engine</source>
        <translation>Lo que se sabe del motor</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Looking</source>
        <translation>Examinando</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>Mirar de nue&amp;vo</translation>
    </message>
    <message>
        <source>&amp;Copy report</source>
        <translation>Copiar &amp;informe</translation>
    </message>
    <message>
        <source>&amp;Set up…</source>
        <translation>In&amp;stalar…</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>Abrir &amp;carpeta</translation>
    </message>
    <message>
        <source>Cl&amp;ose</source>
        <translation>C&amp;errar</translation>
    </message>
    <message>
        <source>Show the panel “Set up the engine”</source>
        <translation>Mostrar el panel «Instalar el motor»</translation>
    </message>
    <message>
        <source>The folder with Terralex&apos;s data and logs</source>
        <translation>La carpeta con los datos y registros de Terralex</translation>
    </message>
    <message>
        <source>Looking… The packages are imported and a kernel is tried; that can take a minute.</source>
        <translation>Examinando… Se importan los paquetes de Python y se prueba un cálculo; puede tardar un minuto.</translation>
    </message>
    <message>
        <source>The report is in the clipboard. It holds no names and no private paths; look through it all the same.</source>
        <translation>El informe está en el portapapeles. No contiene nombres ni rutas privadas; revíselo de todos modos.</translation>
    </message>
    <message>
        <source>Drag a rectangle on the map; Esc to stop.</source>
        <translation>Arrastre un rectángulo en el mapa; Esc para dejarlo.</translation>
    </message>
    <message>
        <source>Click the corners on the map; right click to close, Backspace to go back, Esc to stop.</source>
        <translation>Haga clic en los vértices en el mapa; clic derecho para cerrar, Retroceso para volver atrás, Esc para dejarlo.</translation>
    </message>
    <message>
        <source>Can it run</source>
        <translation>Puede funcionar</translation>
    </message>
    <message>
        <source>yes: everything was imported and computed rightly</source>
        <translation>sí: todo se importó y calculó correctamente</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Motor</translation>
    </message>
    <message>
        <source>NVIDIA cards</source>
        <translation>Tarjetas NVIDIA</translation>
    </message>
    <message>
        <source>{name}, {memory} MB, driver {driver}</source>
        <translation>{name}, {memory} MB, controlador {driver}</translation>
    </message>
    <message>
        <source>right, {seconds} s</source>
        <translation>correcto, {seconds} s</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>falló</translation>
    </message>
    <message>
        <source>Convolution on the CPU</source>
        <translation>Convolución en la CPU</translation>
    </message>
    <message>
        <source>right, {seconds} s on {device} ({memory} MB)</source>
        <translation>correcto, {seconds} s en {device} ({memory} MB)</translation>
    </message>
    <message>
        <source>Kernel on the GPU</source>
        <translation>Cálculo en la GPU</translation>
    </message>
    <message>
        <source>Runs use</source>
        <translation>Las ejecuciones usan</translation>
    </message>
    <message>
        <source>the GPU</source>
        <translation>la GPU</translation>
    </message>
    <message>
        <source>the CPU</source>
        <translation>la CPU</translation>
    </message>
    <message>
        <source>Why the CPU</source>
        <translation>Por qué la CPU</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Cálculo</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importado</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Paquetes de Python</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>desconocido</translation>
    </message>
    <message>
        <source>Environment made by Terralex</source>
        <translation>Entorno creado por Terralex</translation>
    </message>
    <message>
        <source>Build of torch</source>
        <translation>Versión de torch</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Creado con</translation>
    </message>
    <message>
        <source>Steps done</source>
        <translation>Pasos hechos</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>En disco</translation>
    </message>
    <message>
        <source>{size} and {downloads} of downloads</source>
        <translation>{size} y {downloads} de descargas</translation>
    </message>
    <message>
        <source>Free disk</source>
        <translation>Espacio libre</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Carpeta</translation>
    </message>
    <message>
        <source>Data and logs</source>
        <translation>Datos y registros</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Entorno</translation>
    </message>
    <message>
        <source>not made</source>
        <translation>no creado</translation>
    </message>
    <message>
        <source>the folder holds other files</source>
        <translation>la carpeta contiene otros archivos</translation>
    </message>
    <message>
        <source>not finished</source>
        <translation>sin terminar</translation>
    </message>
    <message>
        <source>works, made from an earlier list of packages</source>
        <translation>funciona, creado con una lista anterior de paquetes de Python</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>listo</translation>
    </message>
    <message>
        <source>Packs</source>
        <translation>Paquetes</translation>
    </message>
    <message>
        <source>{kind}, with a login</source>
        <translation>{kind}, con inicio de sesión</translation>
    </message>
    <message>
        <source>{kind}, without a login</source>
        <translation>{kind}, sin inicio de sesión</translation>
    </message>
    <message>
        <source>Python of QGIS</source>
        <translation>Python de QGIS</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Sistema</translation>
    </message>
    <message>
        <source>{system} {release}, {machine}, {n} cores</source>
        <translation>{system} {release}, {machine}, {n} núcleos</translation>
    </message>
    <message>
        <source>Proxy of QGIS</source>
        <translation>Proxy de QGIS</translation>
    </message>
    <message>
        <source>Own certificates in QGIS</source>
        <translation>Certificados propios en QGIS</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>Espejo</translation>
    </message>
    <message>
        <source>set</source>
        <translation>definido</translation>
    </message>
    <message>
        <source>Hosts that a set-up needs</source>
        <translation>Servidores que necesita la instalación</translation>
    </message>
    <message>
        <source>QGIS and network</source>
        <translation>QGIS y red</translation>
    </message>
    <message>
        <source>All names and attributes as they are.</source>
        <translation>Todos los nombres y atributos tal como son.</translation>
    </message>
    <message>
        <source>In longitude and latitude (WGS 84), as its standard asks.</source>
        <translation>En longitud y latitud (WGS 84), como pide su norma.</translation>
    </message>
    <message>
        <source>Export labels</source>
        <translation>Exportar etiquetas</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Formato</translation>
    </message>
    <message>
        <source>Export labels to</source>
        <translation>Exportar etiquetas a</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Capa</translation>
    </message>
    <message>
        <source>No file was named for the labels.</source>
        <translation>No se indicó ningún archivo para las etiquetas.</translation>
    </message>
    <message>
        <source>Export again and choose a file.</source>
        <translation>Exporte de nuevo y elija un archivo.</translation>
    </message>
    <message>
        <source>{file} is open in this project as “{layer}”.</source>
        <translation>{file} está abierto en este proyecto como «{layer}».</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Elija otro archivo.</translation>
    </message>
    <message>
        <source>before exporting</source>
        <translation>antes de exportar</translation>
    </message>
    <message>
        <source>The style could not be saved beside the labels: {error}</source>
        <translation>No se pudo guardar el estilo junto a las etiquetas: {error}</translation>
    </message>
    <message>
        <source>Labels were exported to {file}.</source>
        <translation>Las etiquetas se exportaron a {file}.</translation>
    </message>
    <message>
        <source>{old} is now {new}</source>
        <translation>{old} ahora es {new}</translation>
    </message>
    <message>
        <source>Renamed fields: {fields}.</source>
        <translation>Campos con otro nombre: {fields}.</translation>
    </message>
    <message>
        <source>Unsaved edits are not in it.</source>
        <translation>No contiene las ediciones sin guardar.</translation>
    </message>
    <message>
        <source>QGIS's authentication “{config}” for {host} cannot be used.</source>
        <translation>No se puede usar la autenticación «{config}» de QGIS para {host}.</translation>
    </message>
    <message>
        <source>Unlock it with the master password (Settings, Options, Authentication) and press Run again.</source>
        <translation>Desbloquéela con la contraseña maestra (Configuración, Opciones, Autenticación) y pulse «Ejecutar» de nuevo.</translation>
    </message>
    <message>
        <source>{host} refuses access to this layer ({status}).</source>
        <translation>{host} deniega el acceso a esta capa ({status}).</translation>
    </message>
    <message>
        <source>Check its key or login in the layer&apos;s source, or ask its provider.</source>
        <translation>Compruebe su clave o usuario en el origen de la capa, o consulte al proveedor.</translation>
    </message>
    <message>
        <source>The proxy refuses the connection.</source>
        <translation>El proxy rechaza la conexión.</translation>
    </message>
    <message>
        <source>Check QGIS: Settings, Options, Network.</source>
        <translation>Compruebe en QGIS: Configuración, Opciones, Red.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not trusted.</source>
        <translation>El certificado de {host} no es de confianza.</translation>
    </message>
    <message>
        <source>Check it in QGIS: Settings, Options, Authentication, Manage Certificates.</source>
        <translation>Compruébelo en QGIS: Configuración, Opciones, Autenticación, Administrar certificados.</translation>
    </message>
    <message>
        <source>{host} allows no more requests for now (429).</source>
        <translation>{host} no admite más peticiones por ahora (429).</translation>
    </message>
    <message>
        <source>Wait, or choose a smaller area.</source>
        <translation>Espere, o elija un área menor.</translation>
    </message>
    <message>
        <source>{host} does not accept the request ({status}{excerpt}).</source>
        <translation>{host} no acepta la petición ({status}{excerpt}).</translation>
    </message>
    <message>
        <source>Check that QGIS itself shows the layer here.</source>
        <translation>Compruebe que el propio QGIS muestra la capa aquí.</translation>
    </message>
    <message>
        <source>{host} failed {n} times ({status}).</source>
        <translation>{host} falló {n} veces ({status}).</translation>
    </message>
    <message>
        <source>{host} did not answer for {seconds} seconds, {n} times.</source>
        <translation>{host} no respondió durante {seconds} segundos, {n} veces.</translation>
    </message>
    <message>
        <source>{host} cannot be found.</source>
        <translation>No se encuentra {host}.</translation>
    </message>
    <message>
        <source>Is there a network? {again}</source>
        <translation>¿Hay red? {again}</translation>
    </message>
    <message>
        <source>{host} cannot be reached ({error}).</source>
        <translation>No se puede conectar con {host} ({error}).</translation>
    </message>
    <message>
        <source>{host} answered with something that is no picture{quoted}.</source>
        <translation>{host} respondió con algo que no es una imagen{quoted}.</translation>
    </message>
    <message>
        <source>Check that QGIS itself shows the layer here. Nothing was kept.</source>
        <translation>Compruebe que el propio QGIS muestra la capa aquí. No se conservó nada.</translation>
    </message>
    <message>
        <source>Nothing was kept of it. Press Run again; what QGIS still has in its cache is not fetched twice.</source>
        <translation>No se conservó nada de ello. Pulse «Ejecutar» de nuevo; lo que QGIS tenga en su caché no se descarga dos veces.</translation>
    </message>
    <message>
        <source>The run {run} is in this project already.</source>
        <translation>La ejecución {run} ya está en este proyecto.</translation>
    </message>
    <message>
        <source>Look for its group in the layers panel.</source>
        <translation>Busque su grupo en el panel de capas.</translation>
    </message>
    <message>
        <source>The run {run} is open.</source>
        <translation>La ejecución {run} está abierta.</translation>
    </message>
    <message>
        <source>The run {run} had options that the panel does not show: {options}.</source>
        <translation>La ejecución {run} tenía opciones que el panel no muestra: {options}.</translation>
    </message>
    <message>
        <source>The raster of this run is no longer there: {file}.</source>
        <translation>El ráster de esta ejecución ya no está: {file}.</translation>
    </message>
    <message>
        <source>Bring it back, or open it from its new place and run again.</source>
        <translation>Devuélvalo a su sitio, o ábralo desde el nuevo y ejecute otra vez.</translation>
    </message>
    <message>
        <source>Area of {run}</source>
        <translation>Área de {run}</translation>
    </message>
    <message>
        <source>No raster is chosen.</source>
        <translation>No se ha elegido ningún ráster.</translation>
    </message>
    <message>
        <source>Open an aerial or satellite image in QGIS and choose it at the top.</source>
        <translation>Abra una imagen aérea o de satélite en QGIS y elíjala arriba.</translation>
    </message>
    <message>
        <source>The file of “{layer}” is no longer there: {path}.</source>
        <translation>El archivo de «{layer}» ya no está: {path}.</translation>
    </message>
    <message>
        <source>Bring it back, or open the raster from its new place.</source>
        <translation>Devuélvalo a su sitio, o abra el ráster desde el nuevo.</translation>
    </message>
    <message>
        <source>The output folder {folder} cannot be written: {error}.</source>
        <translation>No se puede escribir en la carpeta de salida {folder}: {error}.</translation>
    </message>
    <message>
        <source>Its server is asked for all of it; its terms of use apply.</source>
        <translation>Se pide todo al servidor; se aplican sus condiciones de uso.</translation>
    </message>
    <message>
        <source>Copied through QGIS first: {cols} × {rows} pixels, at most {size}.{asked}</source>
        <translation>Antes se copia a través de QGIS: {cols} × {rows} píxeles, como máximo {size}.{asked}</translation>
    </message>
    <message>
        <source>{cols} × {rows} pixels would have to be fetched from the server of “{layer}”; {most} million are allowed in one run.</source>
        <translation>Habría que descargar {cols} × {rows} píxeles del servidor de «{layer}»; se permiten {most} millones por ejecución.</translation>
    </message>
    <message>
        <source>Choose a smaller area.</source>
        <translation>Elija un área menor.</translation>
    </message>
    <message>
        <source>Copying the layer: part {done} of {total}</source>
        <translation>Copiando la capa: parte {done} de {total}</translation>
    </message>
    <message>
        <source>The layer cannot be read completely{problem}.</source>
        <translation>La capa no se puede leer por completo{problem}.</translation>
    </message>
    <message>
        <source>Look whether QGIS shows all of it; nothing was kept. Then press Run again.</source>
        <translation>Compruebe si QGIS la muestra entera; no se conservó nada. Después pulse «Ejecutar» de nuevo.</translation>
    </message>
    <message>
        <source>The result {file} cannot be opened.</source>
        <translation>No se puede abrir el resultado {file}.</translation>
    </message>
    <message>
        <source>Run again, into another folder.</source>
        <translation>Ejecute de nuevo, en otra carpeta.</translation>
    </message>
    <message>
        <source>There is no result in this project.</source>
        <translation>No hay ningún resultado en este proyecto.</translation>
    </message>
    <message>
        <source>Press Run first, or open the project that holds it.</source>
        <translation>Pulse antes «Ejecutar», o abra el proyecto que lo contiene.</translation>
    </message>
    <message>
        <source>The {role} of this run are not in the project any more.</source>
        <translation>En este proyecto faltan, de esta ejecución: {role}.</translation>
    </message>
    <message>
        <source>Add their file to the project again, or run again.</source>
        <translation>Añada de nuevo su archivo al proyecto, o ejecute otra vez.</translation>
    </message>
    <message>
        <source>Bring it back, or run again.</source>
        <translation>Devuélvalo a su sitio, o ejecute de nuevo.</translation>
    </message>
    <message>
        <source>polygons</source>
        <translation>los polígonos</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>las clases</translation>
    </message>
    <message>
        <source>confidence values</source>
        <translation>los valores de confianza</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>class</source>
        <translation>clase</translation>
    </message>
    <message>
        <source>Something unexpected happened; the log panel has the details.</source>
        <translation>Ocurrió algo inesperado; los detalles están en el panel de registro.</translation>
    </message>
    <message>
        <source>Unsaved edits</source>
        <translation>Ediciones sin guardar</translation>
    </message>
    <message>
        <source>“{layer}” has unsaved edits. Save them {purpose}?</source>
        <translation>«{layer}» tiene ediciones sin guardar. ¿Guardarlas {purpose}?</translation>
    </message>
    <message>
        <source>The edits of “{layer}” cannot be saved: {errors}.</source>
        <translation>No se pueden guardar las ediciones de «{layer}»: {errors}.</translation>
    </message>
    <message>
        <source>Correct them, or discard them, and try again.</source>
        <translation>Corríjalas o descártelas, e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Type what you see, get a map you can edit</source>
        <translation>Escriba lo que ve y obtenga un mapa que puede editar</translation>
    </message>
    <message>
        <source>Engine and &amp;Doctor…</source>
        <translation>Motor y &amp;diagnóstico…</translation>
    </message>
    <message>
        <source>Segmentation</source>
        <translation>Segmentación</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Etiquetas</translation>
    </message>
    <message>
        <source>none found yet</source>
        <translation>aún no se encontró ninguno</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Preajuste</translation>
    </message>
    <message>
        <source>draft is fast, best is careful.</source>
        <translation>draft es rápido, best es cuidadoso.</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>Paquete</translation>
    </message>
    <message>
        <source>Set of networks, by name or folder. On this computer: {packs}.</source>
        <translation>Conjunto de redes, por nombre o carpeta. En este equipo: {packs}.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>auto takes a CUDA GPU where there is one.</source>
        <translation>auto usa una GPU CUDA si la hay.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Semilla</translation>
    </message>
    <message>
        <source>The same seed draws the same pictures and gives the same map.</source>
        <translation>La misma semilla dibuja las mismas imágenes y da el mismo mapa.</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Opciones</translation>
    </message>
    <message>
        <source>Settings of the method, name=value, separated by semicolons or lines, for example pictures=8; steps=10.</source>
        <translation>Ajustes del método, nombre=valor, separados por punto y coma o líneas, por ejemplo pictures=8; steps=10.</translation>
    </message>
    <message>
        <source>{file} does not end in {endings}.</source>
        <translation>{file} no termina en {endings}.</translation>
    </message>
    <message>
        <source>{file} exists already in {folder}.</source>
        <translation>{file} ya existe en {folder}.</translation>
    </message>
    <message>
        <source>“{part}” is not an option.</source>
        <translation>«{part}» no es una opción.</translation>
    </message>
    <message>
        <source>Write name=value, as in steps=10.</source>
        <translation>Escriba nombre=valor, como en steps=10.</translation>
    </message>
    <message>
        <source>Polygons from class raster</source>
        <translation>Polígonos de un ráster de clases</translation>
    </message>
    <message>
        <source>Makes polygons of a class raster, for example after it was edited by hand.

The polygons form a coverage without gaps or overlaps: areas of a few pixels join the neighbour they touch most, and shared borders are simplified together. Each polygon has its class and its area, and its confidence where the run&apos;s confidence.tif lies beside the class raster.</source>
        <translation>Hace polígonos de un ráster de clases, por ejemplo después de editarlo a mano.

Los polígonos forman una cobertura sin huecos ni solapes: las áreas de pocos píxeles se unen al vecino con más borde común, y los bordes compartidos se simplifican juntos. Cada polígono tiene su clase y su área, y su confianza si el confidence.tif de la ejecución está junto al ráster de clases.</translation>
    </message>
    <message>
        <source>Class raster</source>
        <translation>Ráster de clases</translation>
    </message>
    <message>
        <source>Smallest area, pixels</source>
        <translation>Área mínima, píxeles</translation>
    </message>
    <message>
        <source>Areas of fewer pixels join the neighbour with the longest shared border; 0 keeps all.</source>
        <translation>Las áreas de menos píxeles se unen al vecino con el borde común más largo; 0 las conserva todas.</translation>
    </message>
    <message>
        <source>Simplify borders by, pixels</source>
        <translation>Simplificar los bordes en, píxeles</translation>
    </message>
    <message>
        <source>How far a border may move; 0 keeps the stairs of the pixels.</source>
        <translation>Cuánto puede moverse un borde; 0 conserva los escalones de los píxeles.</translation>
    </message>
    <message>
        <source>Polygons</source>
        <translation>Polígonos</translation>
    </message>
    <message>
        <source>A new GeoPackage; a file that is there is never changed.</source>
        <translation>Un GeoPackage nuevo; un archivo existente nunca se modifica.</translation>
    </message>
    <message>
        <source>Number of polygons</source>
        <translation>Número de polígonos</translation>
    </message>
    <message>
        <source>Polygons are written as GeoPackage; “Export labels” makes other formats.</source>
        <translation>Los polígonos se escriben como GeoPackage; «Exportar etiquetas» hace otros formatos.</translation>
    </message>
    <message>
        <source>Burn polygons into class raster</source>
        <translation>Grabar polígonos en un ráster de clases</translation>
    </message>
    <message>
        <source>Writes the classes of polygons into a copy of a class raster, for example after the polygons were edited.

A pixel takes the class of the polygon that holds its centre; pixels in no polygon become background; pixels without data stay so. Grid, colours and class names are those of the raster that is given, which itself is not changed.</source>
        <translation>Escribe las clases de polígonos en una copia de un ráster de clases, por ejemplo después de editar los polígonos.

Un píxel toma la clase del polígono que contiene su centro; los píxeles fuera de todo polígono pasan a ser fondo; los píxeles sin datos siguen así. La cuadrícula, los colores y los nombres de clase son los del ráster indicado, que no se modifica.</translation>
    </message>
    <message>
        <source>With the field class_id or class_name, as a run makes them, in the raster&apos;s coordinate system.</source>
        <translation>Con el campo class_id o class_name, como los hace una ejecución, en el sistema de coordenadas del ráster.</translation>
    </message>
    <message>
        <source>New class raster</source>
        <translation>Nuevo ráster de clases</translation>
    </message>
    <message>
        <source>A new GeoTIFF; a file that is there is never changed.</source>
        <translation>Un GeoTIFF nuevo; un archivo existente nunca se modifica.</translation>
    </message>
    <message>
        <source>Pixels whose class changed</source>
        <translation>Píxeles cuya clase cambió</translation>
    </message>
    <message>
        <source>Polygons burnt</source>
        <translation>Polígonos grabados</translation>
    </message>
    <message>
        <source>Class rasters are GeoTIFF files.</source>
        <translation>Los rásteres de clases son archivos GeoTIFF.</translation>
    </message>
    <message>
        <source>The polygons of a run, edited or not; all that is saved in the layer, or only what is selected.</source>
        <translation>Los polígonos de una ejecución, editados o no; todo lo guardado en la capa, o solo lo seleccionado.</translation>
    </message>
    <message>
        <source>Polygons exported</source>
        <translation>Polígonos exportados</translation>
    </message>
    <message>
        <source>The ending decides the format.</source>
        <translation>La extensión decide el formato.</translation>
    </message>
    <message>
        <source>The style could not be saved beside the labels: {error}.</source>
        <translation>No se pudo guardar el estilo junto a las etiquetas: {error}.</translation>
    </message>
    <message>
        <source>The labels themselves are complete: {file}.</source>
        <translation>Las etiquetas están completas: {file}.</translation>
    </message>
    <message>
        <source>A class raster as Terralex makes it: whole numbers with the classes&apos; names, classes.tif of a run.</source>
        <translation>Un ráster de clases como los hace Terralex: números enteros con los nombres de las clases, el classes.tif de una ejecución.</translation>
    </message>
    <message>
        <source>The class raster {name} cannot be opened.</source>
        <translation>No se puede abrir el ráster de clases {name}.</translation>
    </message>
    <message>
        <source>Is it there, and complete?</source>
        <translation>¿Está ahí, y completo?</translation>
    </message>
    <message>
        <source>“{layer}” is no file on this computer.</source>
        <translation>«{layer}» no es un archivo de este equipo.</translation>
    </message>
    <message>
        <source>“{layer}” has edits that are not saved; they are left out.</source>
        <translation>«{layer}» tiene ediciones sin guardar; se omiten.</translation>
    </message>
    <message>
        <source>The polygons {name} cannot be opened.</source>
        <translation>No se pueden abrir los polígonos {name}.</translation>
    </message>
    <message>
        <source>Is the layer there, and complete?</source>
        <translation>¿Está ahí la capa, y completa?</translation>
    </message>
    <message>
        <source>Build prototypes of class names</source>
        <translation>Crear prototipos de nombres de clase</translation>
    </message>
    <message>
        <source>Draws the pictures of class names and learns what they look like, without a raster.

Everything is kept on this computer. A later run with the same pack, preset, seed, device and options finds it and begins to look at the raster at once. The page that is made shows the pictures: a word whose pictures look wrong will be found in wrong places, so give it other words (building: house|roof).</source>
        <translation>Dibuja las imágenes de los nombres de clase y aprende qué aspecto tienen, sin un ráster.

Todo se guarda en este equipo. Una ejecución posterior con el mismo paquete, preajuste, semilla, dispositivo y opciones lo encuentra y empieza enseguida a mirar el ráster. La página que se crea muestra las imágenes: una palabra cuyas imágenes parecen erróneas se encontrará en lugares erróneos; dele otras palabras (building: house|roof).</translation>
    </message>
    <message>
        <source>Class names</source>
        <translation>Nombres de clase</translation>
    </message>
    <message>
        <source>Separated by commas or lines. Alternative words of a class follow a colon: building: house|roof, road.</source>
        <translation>Separados por comas o líneas. Las palabras alternativas de una clase van tras dos puntos: building: house|roof, road. Son palabras inglesas del paquete; no se traducen.</translation>
    </message>
    <message>
        <source>Pixel size of the raster, metres</source>
        <translation>Tamaño de píxel del ráster, metros</translation>
    </message>
    <message>
        <source>Of the raster that will be segmented: pictures are drawn for it. 0 takes the finest that the pack knows.</source>
        <translation>Del ráster que se va a segmentar: para él se dibujan las imágenes. 0 toma el más fino que conoce el paquete.</translation>
    </message>
    <message>
        <source>Page of the pictures</source>
        <translation>Página con las imágenes</translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <translation>Archivos HTML (*.html)</translation>
    </message>
    <message>
        <source>Shows the pictures of each word in a browser or in QGIS&apos;s results viewer.</source>
        <translation>Muestra las imágenes de cada palabra en un navegador o en el visor de resultados de QGIS.</translation>
    </message>
    <message>
        <source>Number of words</source>
        <translation>Número de palabras</translation>
    </message>
    <message>
        <source>Words whose pictures were there already</source>
        <translation>Palabras cuyas imágenes ya existían</translation>
    </message>
    <message>
        <source>Number of pictures</source>
        <translation>Número de imágenes</translation>
    </message>
    <message>
        <source>Words, their prompts and the folders of their pictures, JSON</source>
        <translation>Palabras, sus textos de entrada y las carpetas de sus imágenes, JSON</translation>
    </message>
    <message>
        <source>Where prototypes are kept</source>
        <translation>Dónde se guardan los prototipos</translation>
    </message>
    <message>
        <source>Evaluate on labelled tiles</source>
        <translation>Evaluar con teselas etiquetadas</translation>
    </message>
    <message>
        <source>Segments tiles whose right answer is known and compares.

A labelled set is a folder with images/NAME.png (or .tif, .jpg), masks/NAME.png (8-bit class values, 255 is left out), classes.csv (value,name,alternatives,kind,colour) and set.json with the size of a pixel in metres: {&quot;gsd_m&quot;: 0.3}. The report holds the intersection over union (IoU) of each class and their mean (mIoU), precision, recall, and everything that is needed to repeat it.</source>
        <translation>Segmenta teselas cuya respuesta correcta se conoce y compara.

Un conjunto etiquetado es una carpeta con images/NAME.png (o .tif, .jpg), masks/NAME.png (valores de clase de 8 bits, 255 se omite), classes.csv (value,name,alternatives,kind,colour) y set.json con el tamaño de un píxel en metros: {&quot;gsd_m&quot;: 0.3}. El informe contiene la intersección sobre la unión (IoU) de cada clase y su media (mIoU), precisión, exhaustividad y todo lo necesario para repetirlo.</translation>
    </message>
    <message>
        <source>Labelled set</source>
        <translation>Conjunto etiquetado</translation>
    </message>
    <message>
        <source>Folder with images, masks, classes.csv and set.json.</source>
        <translation>Carpeta con images, masks, classes.csv y set.json.</translation>
    </message>
    <message>
        <source>Known set</source>
        <translation>Conjunto conocido</translation>
    </message>
    <message>
        <source>For a folder that holds a set of the field as it is distributed, its name: voc, loveda … (docs/evaluate.md lists them). Empty for a folder with classes.csv.</source>
        <translation>Para una carpeta con un conjunto conocido tal como se distribuye, su nombre: voc, loveda … (docs/evaluate.md los enumera). Vacío para una carpeta con classes.csv.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>Archivos JSON (*.json)</translation>
    </message>
    <message>
        <source>A JSON file; a report of that name is replaced.</source>
        <translation>Un archivo JSON; un informe con ese nombre se reemplaza.</translation>
    </message>
    <message>
        <source>Folder of predicted masks</source>
        <translation>Carpeta de las máscaras predichas</translation>
    </message>
    <message>
        <source>Gets one PNG for each tile, in the values of classes.csv.</source>
        <translation>Recibe un PNG por tesela, con los valores de classes.csv.</translation>
    </message>
    <message>
        <source>Mean intersection over union, 0 to 1</source>
        <translation>Intersección sobre la unión media, 0 a 1</translation>
    </message>
    <message>
        <source>Share of right pixels, 0 to 1</source>
        <translation>Proporción de píxeles correctos, 0 a 1</translation>
    </message>
    <message>
        <source>Pixels compared</source>
        <translation>Píxeles comparados</translation>
    </message>
    <message>
        <source>{name}: IoU {iou}, {pixels} pixels</source>
        <translation>{name}: IoU {iou}, {pixels} píxeles</translation>
    </message>
    <message>
        <source>Pack “{pack}”, {size} m per pixel</source>
        <translation>Paquete «{pack}», {size} m por píxel</translation>
    </message>
    <message>
        <source>The page {file} could not be written: {error}.</source>
        <translation>No se pudo escribir la página {file}: {error}.</translation>
    </message>
    <message>
        <source>The prototypes are kept; choose another file.</source>
        <translation>Los prototipos se conservan; elija otro archivo.</translation>
    </message>
    <message>
        <source>Segment by class names</source>
        <translation>Segmentar por nombres de clase</translation>
    </message>
    <message>
        <source>Raster</source>
        <translation>Ráster</translation>
    </message>
    <message>
        <source>Any raster file that GDAL reads; its pixel size should be near what the pack was made for. Layers of web services are fetched for the area first, into a folder “snapshots” beside the run's.</source>
        <translation>Cualquier archivo ráster que lea GDAL; su tamaño de píxel debería ser próximo al del paquete. Las capas de servicios web se descargan antes para el área, en una carpeta «snapshots» junto a la de la ejecución.</translation>
    </message>
    <message>
        <source>Only inside these polygons</source>
        <translation>Solo dentro de estos polígonos</translation>
    </message>
    <message>
        <source>The selected ones where some are selected; outside them the results are empty.</source>
        <translation>Los seleccionados, si los hay; fuera de ellos los resultados están vacíos.</translation>
    </message>
    <message>
        <source>Only inside this extent</source>
        <translation>Solo dentro de esta extensión</translation>
    </message>
    <message>
        <source>Not together with polygons.</source>
        <translation>No junto con polígonos.</translation>
    </message>
    <message>
        <source>Red, green and blue band</source>
        <translation>Banda roja, verde y azul</translation>
    </message>
    <message>
        <source>Grid of the rasters</source>
        <translation>Cuadrícula de los rásteres</translation>
    </message>
    <message>
        <source>working: the pack&apos;s ground resolution; source: the raster&apos;s own pixels.</source>
        <translation>working: la resolución del terreno del paquete; source: los píxeles propios del ráster.</translation>
    </message>
    <message>
        <source>Show the results in the project</source>
        <translation>Mostrar los resultados en el proyecto</translation>
    </message>
    <message>
        <source>As the panel does: one group with styled polygons, class raster and confidence.</source>
        <translation>Como el panel: un grupo con polígonos con estilo, ráster de clases y confianza.</translation>
    </message>
    <message>
        <source>Folder of the run</source>
        <translation>Carpeta de la ejecución</translation>
    </message>
    <message>
        <source>A new or empty folder. An unfinished run of the same kind is resumed; a finished one is never changed.</source>
        <translation>Una carpeta nueva o vacía. Una ejecución igual sin terminar se reanuda; una terminada nunca se modifica.</translation>
    </message>
    <message>
        <source>Confidence raster, 0 to 1</source>
        <translation>Ráster de confianza, 0 a 1</translation>
    </message>
    <message>
        <source>Both polygons and an extent were given.</source>
        <translation>Se indicaron tanto polígonos como una extensión.</translation>
    </message>
    <message>
        <source>Leave one of the two empty.</source>
        <translation>Deje vacío uno de los dos.</translation>
    </message>
    <message>
        <source>the setting terralex/python</source>
        <translation>el ajuste terralex/python</translation>
    </message>
    <message>
        <source>the environment variable TERRALEX_PYTHON</source>
        <translation>la variable de entorno TERRALEX_PYTHON</translation>
    </message>
    <message>
        <source>the plugin&apos;s own environment</source>
        <translation>el entorno propio del complemento</translation>
    </message>
    <message>
        <source>QGIS&apos;s own Python</source>
        <translation>el Python de QGIS</translation>
    </message>
    <message>
        <source>it cannot be run ({error})</source>
        <translation>no se puede ejecutar ({error})</translation>
    </message>
    <message>
        <source>it did not answer within {seconds} seconds</source>
        <translation>no respondió en {seconds} segundos</translation>
    </message>
    <message>
        <source>it is Python {version}; {oldest} or newer is needed</source>
        <translation>es Python {version}; hace falta {oldest} o posterior</translation>
    </message>
    <message>
        <source>it lacks {missing}</source>
        <translation>le falta {missing}</translation>
    </message>
    <message>
        <source>The Python {path} ({where}) cannot run the engine: {lack}.</source>
        <translation>El Python {path} ({where}) no puede ejecutar el motor: {lack}.</translation>
    </message>
    <message>
        <source>Install what is missing, choose another Python in Terralex&apos;s set-up panel, or remove the choice.</source>
        <translation>Instale lo que falta, elija otro Python en el panel de instalación de Terralex o quite la elección.</translation>
    </message>
    <message>
        <source>No Python on this computer can run the engine. Tried {tried}.</source>
        <translation>Ningún Python de este equipo puede ejecutar el motor. Se probó: {tried}.</translation>
    </message>
    <message>
        <source>Press “Set up” in Terralex's set-up panel.</source>
        <translation>Pulse «Instalar» en el panel de instalación de Terralex.</translation>
    </message>
    <message>
        <source>The run {run} has lost its {file}.</source>
        <translation>La ejecución {run} ha perdido {file}.</translation>
    </message>
    <message>
        <source>Run it again.</source>
        <translation>Ejecútela de nuevo.</translation>
    </message>
    <message>
        <source>“{layer}” shows the run {run}.</source>
        <translation>«{layer}» muestra la ejecución {run}.</translation>
    </message>
    <message>
        <source>Remove its layers from the project first.</source>
        <translation>Elimine antes sus capas del proyecto.</translation>
    </message>
    <message>
        <source>The run {run} cannot be moved into the wastebasket.</source>
        <translation>La ejecución {run} no se puede mover a la papelera.</translation>
    </message>
    <message>
        <source>Delete the folder {folder} yourself if you are sure.</source>
        <translation>Borre usted la carpeta {folder} si está seguro.</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>terminada</translation>
    </message>
    <message>
        <source>{names} ({state}, {mb} MB)</source>
        <translation>{names} ({state}, {mb} MB)</translation>
    </message>
    <message>
        <source>Earlier runs</source>
        <translation>Ejecuciones anteriores</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>Earlier runs, newest first</source>
        <translation>Ejecuciones anteriores, la más reciente primero</translation>
    </message>
    <message>
        <source>About the chosen run</source>
        <translation>Sobre la ejecución elegida</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Add its layers to the project</source>
        <translation>Añadir sus capas al proyecto</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Go on where it was stopped</source>
        <translation>Seguir donde se detuvo</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>Usar de nuevo</translation>
    </message>
    <message>
        <source>Put its raster, classes and quality into the panel</source>
        <translation>Poner su ráster, clases y calidad en el panel</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Borrar…</translation>
    </message>
    <message>
        <source>Move its folder into the wastebasket</source>
        <translation>Mover su carpeta a la papelera</translation>
    </message>
    <message>
        <source>No run was found in the output folder, beside the rasters of this project, or behind its results.</source>
        <translation>No se encontró ninguna ejecución en la carpeta de salida, junto a los rásteres de este proyecto ni tras sus resultados.</translation>
    </message>
    <message>
        <source>{method}, {preset}, pack {pack}, seed {seed}</source>
        <translation>{method}, {preset}, paquete {pack}, semilla {seed}</translation>
    </message>
    <message>
        <source>Move the run {run} ({mb} MB) into the wastebasket?</source>
        <translation>¿Mover la ejecución {run} ({mb} MB) a la papelera?</translation>
    </message>
    <message>
        <source>Delete a run</source>
        <translation>Borrar una ejecución</translation>
    </message>
    <message>
        <source>the service</source>
        <translation>el servicio</translation>
    </message>
    <message>
        <source>{host} does not describe itself as a {kind}.</source>
        <translation>{host} no se describe como un {kind}.</translation>
    </message>
    <message>
        <source>Check the layer in QGIS (Layer Properties, Information), or add it again from the Browser.</source>
        <translation>Compruebe la capa en QGIS (Propiedades de la capa, Información), o añádala de nuevo desde el Navegador.</translation>
    </message>
    <message>
        <source>{host} no longer offers the layer “{layer}” with the tiles “{tiles}”.</source>
        <translation>{host} ya no ofrece la capa «{layer}» con las teselas «{tiles}».</translation>
    </message>
    <message>
        <source>The tiles of {host} have {cols} × {rows} pixels, which is not supported.</source>
        <translation>Las teselas de {host} tienen {cols} × {rows} píxeles, lo que no se admite.</translation>
    </message>
    <message>
        <source>Export the area in QGIS (right-click the layer, Export, Save As…) and use that.</source>
        <translation>Exporte el área en QGIS (clic derecho en la capa, Exportar, Guardar como…) y use eso.</translation>
    </message>
    <message>
        <source>Looking at this computer</source>
        <translation>Examinando este equipo</translation>
    </message>
    <message>
        <source>Terralex: setting up the engine</source>
        <translation>Terralex: instalando el motor</translation>
    </message>
    <message>
        <source>Remove the engine&apos;s environment in
{folder}?

Packs and results are not touched.</source>
        <translation>¿Eliminar el entorno del motor en
{folder}?

Los paquetes de modelos y los resultados no se tocan.</translation>
    </message>
    <message>
        <source>Terralex: removing the engine</source>
        <translation>Terralex: eliminando el motor</translation>
    </message>
    <message>
        <source>Terralex was updated and comes with other packages. The engine works as it is; refresh it when you have time (Raster &gt; Terralex &gt; Engine and Doctor…).</source>
        <translation>Terralex se actualizó y trae otros paquetes de Python. El motor funciona tal como está; actualícelo cuando tenga tiempo (Ráster &gt; Terralex &gt; Motor y diagnóstico…).</translation>
    </message>
    <message>
        <source>Something is going on already.</source>
        <translation>Ya hay algo en curso.</translation>
    </message>
    <message>
        <source>{step} (about {n} min left)</source>
        <translation>{step} (quedan unos {n} min)</translation>
    </message>
    <message>
        <source>The engine is ready. torch {version} computed as it should.</source>
        <translation>El motor está listo. torch {version} calculó como debe.</translation>
    </message>
    <message>
        <source>The engine&apos;s environment was removed.</source>
        <translation>Se eliminó el entorno del motor.</translation>
    </message>
    <message>
        <source>{size} are free</source>
        <translation>hay {size} libres</translation>
    </message>
    <message>
        <source>free space unknown</source>
        <translation>espacio libre desconocido</translation>
    </message>
    <message>
        <source>Fetches about {size}</source>
        <translation>Descarga unos {size}</translation>
    </message>
    <message>
        <source>Fetches nothing</source>
        <translation>No descarga nada</translation>
    </message>
    <message>
        <source>The folder holds files that were not made here. Choose another one.</source>
        <translation>La carpeta contiene archivos que no se crearon aquí. Elija otra.</translation>
    </message>
    <message>
        <source>This version of Terralex comes with other packages. The engine works as it is; refresh it when you have time.</source>
        <translation>Esta versión de Terralex trae otros paquetes de Python. El motor funciona tal como está; actualícelo cuando tenga tiempo.</translation>
    </message>
    <message>
        <source>The engine&apos;s environment is ready.</source>
        <translation>El entorno del motor está listo.</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>Act&amp;ualizar</translation>
    </message>
    <message>
        <source>&amp;Set up</source>
        <translation>I&amp;nstalar</translation>
    </message>
    <message>
        <source>Setting up the engine</source>
        <translation>Instalación del motor</translation>
    </message>
    <message>
        <source>State of the engine</source>
        <translation>Estado del motor</translation>
    </message>
    <message>
        <source>What a set-up takes</source>
        <translation>Lo que requiere la instalación</translation>
    </message>
    <message>
        <source>Why the engine cannot run</source>
        <translation>Por qué el motor no puede funcionar</translation>
    </message>
    <message>
        <source>Step in progress</source>
        <translation>Paso en curso</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automático</translation>
    </message>
    <message>
        <source>Folder of the engine</source>
        <translation>Carpeta del motor</translation>
    </message>
    <message>
        <source>Python that the environment is made with</source>
        <translation>Python con el que se crea el entorno</translation>
    </message>
    <message>
        <source>Folder of wheels</source>
        <translation>Carpeta de wheels</translation>
    </message>
    <message>
        <source>Progress of the set-up</source>
        <translation>Progreso de la instalación</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>De&amp;tener</translation>
    </message>
    <message>
        <source>Re&amp;pair</source>
        <translation>Rep&amp;arar</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>Eli&amp;minar…</translation>
    </message>
    <message>
        <source>Use a P&amp;ython…</source>
        <translation>Elegir P&amp;ython…</translation>
    </message>
    <message>
        <source>&amp;Doctor…</source>
        <translation>&amp;Diagnóstico…</translation>
    </message>
    <message>
        <source>Choose a Python that has the engine&apos;s packages already</source>
        <translation>Elegir un Python que ya tenga los paquetes del motor</translation>
    </message>
    <message>
        <source>Make the packages again from what was fetched</source>
        <translation>Hacer de nuevo los paquetes de Python con lo descargado</translation>
    </message>
    <message>
        <source>Look for a Python that can run the engine</source>
        <translation>Buscar un Python que pueda ejecutar el motor</translation>
    </message>
    <message>
        <source>All that is known of the engine, a test of the GPU, and a report to copy</source>
        <translation>Todo lo que se sabe del motor, una prueba de la GPU y un informe para copiar</translation>
    </message>
    <message>
        <source>For the processor or for an NVIDIA card; automatic asks the driver</source>
        <translation>Para el procesador o para una tarjeta NVIDIA; automático consulta el controlador</translation>
    </message>
    <message>
        <source>Mirror of packages</source>
        <translation>Espejo de paquetes de Python</translation>
    </message>
    <message>
        <source>Log of the set-up</source>
        <translation>Registro de la instalación</translation>
    </message>
    <message>
        <source>Wheels that were fetched on another computer; nothing else is used then</source>
        <translation>Wheels descargados en otro equipo; entonces no se usa nada más</translation>
    </message>
    <message>
        <source>Outside the plugin, so that an update keeps it</source>
        <translation>Fuera del complemento, para que una actualización la conserve</translation>
    </message>
    <message>
        <source>Set up the engine</source>
        <translation>Instalar el motor</translation>
    </message>
    <message>
        <source>Hide this panel</source>
        <translation>Ocultar este panel</translation>
    </message>
    <message>
        <source>&amp;Build</source>
        <translation>Vers&amp;ión</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>Carpe&amp;ta</translation>
    </message>
    <message>
        <source>Made &amp;with</source>
        <translation>&amp;Hecho con</translation>
    </message>
    <message>
        <source>M&amp;irror</source>
        <translation>Espe&amp;jo</translation>
    </message>
    <message>
        <source>&amp;Offline folder</source>
        <translation>Sin cone&amp;xión</translation>
    </message>
    <message>
        <source>More choices</source>
        <translation>Más opciones</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Registro</translation>
    </message>
    <message>
        <source>Automatic ({automatic})</source>
        <translation>Automático ({automatic})</translation>
    </message>
    <message>
        <source>A Python with the engine&apos;s packages</source>
        <translation>Un Python con los paquetes del motor</translation>
    </message>
    <message>
        <source>The layer “{layer}” cannot be shown by QGIS itself.</source>
        <translation>El propio QGIS no puede mostrar la capa «{layer}».</translation>
    </message>
    <message>
        <source>Repair or remove it.</source>
        <translation>Repárela o elimínela.</translation>
    </message>
    <message>
        <source>The area lies outside “{layer}”.</source>
        <translation>El área queda fuera de «{layer}».</translation>
    </message>
    <message>
        <source>Choose one where the layer has a picture.</source>
        <translation>Elija una donde la capa tenga imagen.</translation>
    </message>
    <message>
        <source>Fetched from {host} first: {n} pictures at {pixel} m, {size}, {time}. Its terms of use apply.</source>
        <translation>Antes se descarga de {host}: {n} imágenes a {pixel} m, {size}, {time}. Se aplican sus condiciones de uso.</translation>
    </message>
    <message>
        <source>Fetched from {host} first: about {n} tiles at {pixel} m, {size}, {time}. Its terms of use apply.</source>
        <translation>Antes se descarga de {host}: unas {n} teselas a {pixel} m, {size}, {time}. Se aplican sus condiciones de uso.</translation>
    </message>
    <message>
        <source>Fetched from {host} first: {n} tiles at {pixel} m, {size}, {time}. Its terms of use apply.</source>
        <translation>Antes se descarga de {host}: {n} teselas a {pixel} m, {size}, {time}. Se aplican sus condiciones de uso.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written: {error}.</source>
        <translation>No se puede escribir en la carpeta {folder}: {error}.</translation>
    </message>
    <message>
        <source>Choose another.</source>
        <translation>Elija otra.</translation>
    </message>
    <message>
        <source>The picture fetched on {date} is used again. To fetch it anew, delete {path}.</source>
        <translation>Se usa de nuevo la imagen descargada el {date}. Para descargarla otra vez, borre {path}.</translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation>{n} de {total}</translation>
    </message>
    <message>
        <source>{host} has no picture for {share} requested places; they stay without a label.</source>
        <translation>{host} no tiene imagen para {share} lugares pedidos; quedan sin clase.</translation>
    </message>
    <message>
        <source>Fetching the layer from {host}: {done} of {total}</source>
        <translation>Descargando la capa de {host}: {done} de {total}</translation>
    </message>
    <message>
        <source>{host} has no picture of this area at this resolution.</source>
        <translation>{host} no tiene imagen de esta área a esta resolución.</translation>
    </message>
    <message>
        <source>Look whether QGIS shows one here when you zoom in; if not, choose a coarser resolution or another area.</source>
        <translation>Compruebe si QGIS muestra una aquí al acercarse; si no, elija una resolución más gruesa u otra área.</translation>
    </message>
    <message>
        <source>The picture needs {size}; {folder} has {free} left.</source>
        <translation>La imagen necesita {size}; en {folder} quedan {free}.</translation>
    </message>
    <message>
        <source>Choose a smaller area, or an output folder on another disk.</source>
        <translation>Elija un área menor, o una carpeta de salida en otro disco.</translation>
    </message>
    <message>
        <source>less than 1 MB</source>
        <translation>menos de 1 MB</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>menos de un minuto</translation>
    </message>
    <message>
        <source>about {n} min</source>
        <translation>unos {n} min</translation>
    </message>
    <message>
        <source>about {n} h</source>
        <translation>unas {n} h</translation>
    </message>
    <message>
        <source>before burning the polygons into the raster</source>
        <translation>antes de grabar los polígonos en el ráster</translation>
    </message>
    <message>
        <source>The polygons were burnt into {file}: {n} pixels changed. “{layer}” shows it now.</source>
        <translation>Los polígonos se grabaron en {file}: cambiaron {n} píxeles. «{layer}» lo muestra ahora.</translation>
    </message>
    <message>
        <source>before other polygons take their place</source>
        <translation>antes de que otros polígonos ocupen su lugar</translation>
    </message>
    <message>
        <source>New polygons are in {file}; “{layer}” still shows {old}.</source>
        <translation>Hay polígonos nuevos en {file}; «{layer}» sigue mostrando {old}.</translation>
    </message>
    <message>
        <source>{n} new polygons are in {file}; “{layer}” shows them now. The old ones are kept in {old}.</source>
        <translation>Hay {n} polígonos nuevos en {file}; «{layer}» los muestra ahora. Los anteriores se conservan en {old}.</translation>
    </message>
    <message>
        <source>Making polygons from the raster</source>
        <translation>Haciendo polígonos del ráster</translation>
    </message>
    <message>
        <source>{title}: cancelled.</source>
        <translation>{title}: cancelado.</translation>
    </message>
    <message>
        <source>Why here?</source>
        <translation>¿Por qué aquí?</translation>
    </message>
    <message>
        <source>Why a place got its class</source>
        <translation>Por qué un lugar recibió su clase</translation>
    </message>
    <message>
        <source>Click a place of the result.</source>
        <translation>Haga clic en un lugar del resultado.</translation>
    </message>
    <message>
        <source>&lt;b&gt;{name}&lt;/b&gt;, {percent} % sure, at {x}, {y}.</source>
        <translation>&lt;b&gt;{name}&lt;/b&gt;, {percent} % de seguridad, en {x}, {y}.</translation>
    </message>
    <message>
        <source>The map was corrected to &lt;b&gt;{name}&lt;/b&gt;.</source>
        <translation>El mapa se corrigió a &lt;b&gt;{name}&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>The place, in the part of the raster that was looked at.</source>
        <translation>El lugar, en la parte del ráster que se miró.</translation>
    </message>
    <message>
        <source>Less likely: {classes}.</source>
        <translation>Menos probables: {classes}.</translation>
    </message>
    <message>
        <source>Nothing was drawn for it: it has a fixed score.</source>
        <translation>No se dibujó nada para ello: tiene un valor fijo.</translation>
    </message>
    <message>
        <source>the pictures of {word} as a whole; nearest in picture {picture}</source>
        <translation>las imágenes de {word} en conjunto; la más próxima, la imagen {picture}</translation>
    </message>
    <message>
        <source>{word} in picture {picture}</source>
        <translation>{word} en la imagen {picture}</translation>
    </message>
    <message>
        <source>a part of {word}, as in picture {picture}</source>
        <translation>una parte de {word}, como en la imagen {picture}</translation>
    </message>
    <message>
        <source>The place resembles what lay around {like}. The lit part is what was learned from.</source>
        <translation>El lugar se parece a lo que rodea a: {like}. De la parte iluminada se aprendió.</translation>
    </message>
    <message>
        <source>The place resembles {like}. The lit part is what was learned from.</source>
        <translation>El lugar se parece a: {like}. De la parte iluminada se aprendió.</translation>
    </message>
    <message>
        <source>Terralex: why here?</source>
        <translation>Terralex: ¿por qué aquí?</translation>
    </message>
    <message>
        <source>This place cannot be found on the raster.</source>
        <translation>Este lugar no se encuentra en el ráster.</translation>
    </message>
    <message>
        <source>Click a place inside the result.</source>
        <translation>Haga clic en un lugar dentro del resultado.</translation>
    </message>
    <message>
        <source>&amp;Welcome</source>
        <translation>&amp;Bienvenida</translation>
    </message>
    <message>
        <source>or</source>
        <translation>o</translation>
    </message>
    <message>
        <source>Click the map and see which pictures decided the class of a place</source>
        <translation>Haga clic en el mapa y vea qué imágenes decidieron la clase de un lugar</translation>
    </message>
    <message>
        <source>Export labels…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Earlier runs…</source>
        <translation>Historial…</translation>
    </message>
    <message>
        <source>Open, continue, use again or delete what was run before</source>
        <translation>Abrir, continuar, usar de nuevo o borrar lo que se ejecutó antes</translation>
    </message>
    <message>
        <source>After edits</source>
        <translation>Tras editar</translation>
    </message>
    <message>
        <source>Bring the polygons and the class raster in step after you edited one of them</source>
        <translation>Poner de acuerdo los polígonos y el ráster de clases después de editar uno de ellos</translation>
    </message>
    <message>
        <source>Burn polygons into the raster</source>
        <translation>Grabar los polígonos en el ráster</translation>
    </message>
    <message>
        <source>Bring the class raster in step with edited polygons</source>
        <translation>Poner el ráster de clases de acuerdo con los polígonos editados</translation>
    </message>
    <message>
        <source>Polygons from raster</source>
        <translation>Polígonos del ráster</translation>
    </message>
    <message>
        <source>Bring the polygons in step with an edited class raster</source>
        <translation>Poner los polígonos de acuerdo con un ráster de clases editado</translation>
    </message>
    <message>
        <source>Welcome to Terralex</source>
        <translation>Bienvenida a Terralex</translation>
    </message>
    <message>
        <source>Close; Raster &gt; Terralex &gt; Welcome brings it back</source>
        <translation>Cerrar; Ráster &gt; Terralex &gt; Bienvenida la muestra de nuevo</translation>
    </message>
    <message>
        <source>Close the welcome</source>
        <translation>Cerrar la bienvenida</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Abrir el ejemplo</translation>
    </message>
    <message>
        <source>A river in Manila at 0.1 m, with class names filled in</source>
        <translation>Un río en Manila a 0,1 m, con los nombres de clase ya escritos</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ejecutar</translation>
    </message>
    <message>
        <source>That is all. “Export labels…” saves what you have corrected.</source>
        <translation>Eso es todo. «Exportar…» guarda lo que haya corregido.</translation>
    </message>
    <message>
        <source>done</source>
        <translation>hecho</translation>
    </message>
    <message>
        <source>the next step</source>
        <translation>el siguiente paso</translation>
    </message>
    <message>
        <source>later</source>
        <translation>más tarde</translation>
    </message>
    <message>
        <source>Step {n}, {state}: {text}</source>
        <translation>Paso {n}, {state}: {text}</translation>
    </message>
    <message>
        <source>The engine: looking for it…</source>
        <translation>El motor: buscándolo…</translation>
    </message>
    <message>
        <source>The engine is ready.</source>
        <translation>El motor está listo.</translation>
    </message>
    <message>
        <source>An image and class names: your own, or the sample.</source>
        <translation>Una imagen y nombres de clase: los suyos o el ejemplo.</translation>
    </message>
    <message>
        <source>Run, then correct the polygons with QGIS&apos;s tools.</source>
        <translation>Ejecute y corrija después los polígonos con las herramientas de QGIS.</translation>
    </message>
    <message>
        <source>The sample cannot be copied to {folder}: {reason}.</source>
        <translation>No se puede copiar el ejemplo a {folder}: {reason}.</translation>
    </message>
    <message>
        <source>Open an image of your own, or free some space.</source>
        <translation>Abra una imagen propia, o libere espacio.</translation>
    </message>
    <message>
        <source>Sample: a river in Manila</source>
        <translation>Ejemplo: un río en Manila</translation>
    </message>
    <message>
        <source>Accept them on {home}/{name}, set HF_TOKEN, and fetch with “Also take parts that need an account” (--restricted).</source>
        <translation>Acéptelas en {home}/{name}, defina HF_TOKEN y descargue con «También las partes que requieren una cuenta» (--restricted).</translation>
    </message>
    <message>
        <source>Behind a company&apos;s proxy, add its certificate in QGIS&apos;s Settings &gt; Options &gt; Authentication, or set SSL_CERT_FILE to the file with it, and fetch again.</source>
        <translation>Tras el proxy de una empresa, añada su certificado en QGIS, Configuración &gt; Opciones &gt; Autenticación, o ponga en SSL_CERT_FILE el archivo que lo contiene, y descargue de nuevo.</translation>
    </message>
    <message>
        <source>Bring it back, or forget it by fetching with “Take what the sources have now” (terralex packs fetch {name} --update).</source>
        <translation>Devuélvalo a su sitio, u olvídelo descargando con «Tomar lo que las fuentes tienen ahora» (terralex packs fetch {name} --update).</translation>
    </message>
    <message>
        <source>Checking {entry}: {done} of {total}</source>
        <translation>Comprobando {entry}: {done} de {total}</translation>
    </message>
    <message>
        <source>Fetch them once{about}: “Packs…” in the panel, or terralex packs fetch {name}. Without internet, import them: terralex packs import FILE.</source>
        <translation>Descárguelas una vez{about}: «Paquetes…» en el panel, o terralex packs fetch {name}. Sin Internet, impórtelas: terralex packs import FILE.</translation>
    </message>
    <message>
        <source>If that is what you want, fetch with “Also take parts that need an account” (terralex packs fetch {name} --restricted).</source>
        <translation>Si es lo que quiere, descargue con «También las partes que requieren una cuenta» (terralex packs fetch {name} --restricted).</translation>
    </message>
    <message>
        <source>Look through them in Settings &gt; Options &gt; Authentication.</source>
        <translation>Revíselos en Configuración &gt; Opciones &gt; Autenticación.</translation>
    </message>
    <message>
        <source>Nothing was changed. If you trust the new one, fetch again with “Take what the sources have now” (terralex packs fetch {name} --update).</source>
        <translation>No se cambió nada. Si confía en el nuevo, descargue de nuevo con «Tomar lo que las fuentes tienen ahora» (terralex packs fetch {name} --update).</translation>
    </message>
    <message>
        <source>Packs cannot be fetched through a SOCKS proxy, which QGIS&apos;s settings name.</source>
        <translation>Los paquetes no se pueden descargar a través de un proxy SOCKS, que es el que indica QGIS.</translation>
    </message>
    <message>
        <source>Put them into QGIS&apos;s Settings &gt; Options &gt; Network, or into HTTPS_PROXY before its host and an @ sign, and fetch again.</source>
        <translation>Póngalos en QGIS, Configuración &gt; Opciones &gt; Red, o en HTTPS_PROXY antes del servidor y de una @, y descargue de nuevo.</translation>
    </message>
    <message>
        <source>Set an HTTP proxy in Settings &gt; Options &gt; Network, or import the pack.</source>
        <translation>Defina un proxy HTTP en Configuración &gt; Opciones &gt; Red, o importe el paquete.</translation>
    </message>
    <message>
        <source>The certificates that QGIS hands over cannot be read.</source>
        <translation>No se pueden leer los certificados que entrega QGIS.</translation>
    </message>
    <message>
        <source>A pack holds {safe} files and licences.</source>
        <translation>Un paquete contiene archivos {safe} y licencias.</translation>
    </message>
    <message>
        <source>A pixel of {working} m is too {working2} for this pack, which was trained at {low} to {high} m and stretches to {farthest} times that.</source>
        <translation>Un píxel de {working} m es demasiado {working2} para este paquete, entrenado de {low} a {high} m y que llega hasta {farthest} veces eso.</translation>
    </message>
    <message>
        <source>Check the internet connection and the proxy (HTTPS_PROXY), and fetch again. {kept} Without internet, import the pack from a folder or zip (terralex packs import FILE).</source>
        <translation>Compruebe la conexión a Internet y el proxy (HTTPS_PROXY) y descargue de nuevo. {kept} Sin Internet, importe el paquete de una carpeta o un zip (terralex packs import FILE).</translation>
    </message>
    <message>
        <source>Check the network. {kept}</source>
        <translation>Compruebe la red. {kept}</translation>
    </message>
    <message>
        <source>Features are no longer kept in {root} ({strerror}).</source>
        <translation>Las características ya no se guardan en {root} ({strerror}).</translation>
    </message>
    <message>
        <source>Features cannot be kept in {root} ({strerror}).</source>
        <translation>No se pueden guardar características en {root} ({strerror}).</translation>
    </message>
    <message>
        <source>Fetch again later. {kept}</source>
        <translation>Descargue de nuevo más tarde. {kept}</translation>
    </message>
    <message>
        <source>Fetch again then. {kept}</source>
        <translation>Descargue de nuevo entonces. {kept}</translation>
    </message>
    <message>
        <source>Its columns are {columns}.</source>
        <translation>Sus columnas son {columns}.</translation>
    </message>
    <message>
        <source>Make room or get the right to write there, then do the same again. {kept}</source>
        <translation>Libere espacio o consiga permiso para escribir allí, y haga lo mismo de nuevo. {kept}</translation>
    </message>
    <message>
        <source>Make room, or choose a folder on another disk. {kept}</source>
        <translation>Libere espacio, o elija una carpeta en otro disco. {kept}</translation>
    </message>
    <message>
        <source>Methods: {methods}.</source>
        <translation>Métodos: {methods}.</translation>
    </message>
    <message>
        <source>No step was finished for {stall_s} minutes. The engine is alive; cancel if you think that it hangs: finished parts are kept.</source>
        <translation>No se ha terminado ningún paso en {stall_s} minutos. El motor sigue activo; cancele si cree que se ha bloqueado: las partes terminadas se conservan.</translation>
    </message>
    <message>
        <source>The budget of {budget} GB for kept features is used up; further windows will be encoded again in the next run.</source>
        <translation>Se agotó el presupuesto de {budget} GB para características guardadas; las demás ventanas se codificarán otra vez en la próxima ejecución.</translation>
    </message>
    <message>
        <source>The class name “{name}…” has {name2} characters; {max_name} are allowed.</source>
        <translation>El nombre de clase «{name}…» tiene {name2} caracteres; se permiten {max_name}.</translation>
    </message>
    <message>
        <source>The engine could not be started with {python}: {strerror}.</source>
        <translation>No se pudo iniciar el motor con {python}: {strerror}.</translation>
    </message>
    <message>
        <source>The engine has been silent for {silence_s} seconds and was stopped.</source>
        <translation>El motor estuvo {silence_s} segundos en silencio y se detuvo.</translation>
    </message>
    <message>
        <source>The engine speaks version {protocol} of the protocol, the plugin {version}.</source>
        <translation>El motor habla la versión {protocol} del protocolo; el complemento, la {version}.</translation>
    </message>
    <message>
        <source>The engine was not ready after {start_s} seconds.</source>
        <translation>El motor no estaba listo tras {start_s} segundos.</translation>
    </message>
    <message>
        <source>The log below has the whole story. {kept}</source>
        <translation>El registro de abajo lo cuenta todo. {kept}</translation>
    </message>
    <message>
        <source>The pack {name} has format {manifest}; this version reads {format}.</source>
        <translation>El paquete {name} tiene el formato {manifest}; esta versión lee {format}.</translation>
    </message>
    <message>
        <source>The pack “{name}” lists {manifest} files; {most_files} are the most.</source>
        <translation>El paquete «{name}» enumera {manifest} archivos; el máximo es {most_files}.</translation>
    </message>
    <message>
        <source>This version knows {kinds}; update Terralex.</source>
        <translation>Esta versión conoce {kinds}; actualice Terralex.</translation>
    </message>
    <message>
        <source>Try again later. {kept}</source>
        <translation>Inténtelo más tarde. {kept}</translation>
    </message>
    <message>
        <source>Use https, or set {plain_http}=1 for a server in your own network.</source>
        <translation>Use https, o ponga {plain_http}=1 para un servidor de su propia red.</translation>
    </message>
    <message>
        <source>Values of “{name}” cut to the {dbf_text} bytes of a Shapefile: {truncated}.</source>
        <translation>Valores de «{name}» acortados a los {dbf_text} bytes de un Shapefile: {truncated}.</translation>
    </message>
    <message>
        <source>coarse</source>
        <translation>grueso</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>fino</translation>
    </message>
    <message>
        <source>it did not answer within {probe_s} seconds</source>
        <translation>no respondió en {probe_s} segundos</translation>
    </message>
    <message>
        <source>it is Python {version}; {range} is needed</source>
        <translation>es Python {version}; hace falta {range}</translation>
    </message>
    <message>
        <source>{classes} classes are too many; {max_classes} fit into one raster.</source>
        <translation>{classes} clases son demasiadas; caben {max_classes} en un ráster.</translation>
    </message>
    <message>
        <source>Done in {time}.</source>
        <translation>Terminado en {time}.</translation>
    </message>
    <message>
        <source>Everything was known from an earlier run.</source>
        <translation>Todo se conocía de una ejecución anterior.</translation>
    </message>
    <message>
        <source>Only {words} was new; the raster was known from an earlier run.</source>
        <translation>Solo {words} era nuevo; el ráster se conocía de una ejecución anterior.</translation>
    </message>
    <message>
        <source>The settings of {run} are in the panel. Add classes and press Run: only what is new costs time.</source>
        <translation>Los ajustes de {run} están en el panel. Añada clases y pulse «Ejecutar»: solo lo nuevo cuesta tiempo.</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Abrir la carpeta</translation>
    </message>
    <message>
        <source>Measuring how fast pictures are drawn</source>
        <translation>Midiendo con qué rapidez se dibujan imágenes</translation>
    </message>
    <message>
        <source>Measuring how fast windows are matched</source>
        <translation>Midiendo con qué rapidez se comparan ventanas</translation>
    </message>
    <message>
        <source>Arrow keys move, F2 edits, Space switches a class on or off, Enter opens its colour or kind.</source>
        <translation>Las flechas mueven, F2 edita, Espacio activa o desactiva una clase, Intro abre su color o su tipo.</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automático</translation>
    </message>
    <message>
        <source>The middle of the map shows no part of “{raster}”.</source>
        <translation>El centro del mapa no muestra ninguna parte de «{raster}».</translation>
    </message>
    <message>
        <source>Move the map to the raster.</source>
        <translation>Mueva el mapa hasta el ráster.</translation>
    </message>
    <message>
        <source>a few seconds</source>
        <translation>unos segundos</translation>
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
        <translation>hasta {time}</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>unos {time}</translation>
    </message>
    <message>
        <source>Needs up to {disk} on the disk.</source>
        <translation>Necesita hasta {disk} en el disco.</translation>
    </message>
    <message>
        <source>Needs about {memory} of memory, and up to {disk} on the disk.</source>
        <translation>Necesita unos {memory} de memoria y hasta {disk} en el disco.</translation>
    </message>
    <message>
        <source>Needs about {memory} of memory, {gpu} of the GPU&apos;s, and up to {disk} on the disk.</source>
        <translation>Necesita unos {memory} de memoria, {gpu} de la GPU y hasta {disk} en el disco.</translation>
    </message>
    <message>
        <source>⚠ That is far from what this pack was trained at, {low} to {high}: it cannot run here.</source>
        <translation>⚠ Está lejos de aquello con lo que se entrenó este paquete, {low} a {high}: aquí no puede funcionar.</translation>
    </message>
    <message>
        <source>⚠ This pack was trained at {low} to {high} a pixel: expect weaker results.</source>
        <translation>⚠ Este paquete se entrenó con {low} a {high} por píxel: espere resultados más débiles.</translation>
    </message>
    <message>
        <source>⚠ Larger than a window, which never shows one whole: {names}.</source>
        <translation>⚠ Mayores que una ventana, que nunca muestra uno entero: {names}.</translation>
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
        <translation>{number} más</translation>
    </message>
    <message>
        <source>Memory and disk that a run takes</source>
        <translation>Memoria y disco que necesita una ejecución</translation>
    </message>
    <message>
        <source>What the networks see</source>
        <translation>Lo que ven las redes</translation>
    </message>
    <message>
        <source>No pack was found on this computer.</source>
        <translation>No se encontró ningún paquete en este equipo.</translation>
    </message>
    <message>
        <source>Preview of {side} x {side} in {seconds} s.</source>
        <translation>Vista previa de {side} x {side} en {seconds} s.</translation>
    </message>
    <message>
        <source>Terralex preview: {image}</source>
        <translation>Vista previa de Terralex: {image}</translation>
    </message>
    <message>
        <source>Starting the engine…</source>
        <translation>Iniciando el motor…</translation>
    </message>
    <message>
        <source>Fetching the layer…</source>
        <translation>Descargando la capa…</translation>
    </message>
    <message>
        <source>Preview of {image} (temporary)</source>
        <translation>Vista previa de {image} (temporal)</translation>
    </message>
    <message>
        <source>The preview cannot be opened.</source>
        <translation>No se puede abrir la vista previa.</translation>
    </message>
    <message>
        <source>Press Preview again.</source>
        <translation>Pulse «Vista previa» de nuevo.</translation>
    </message>
    <message>
        <source>Preview stopped.</source>
        <translation>Vista previa detenida.</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vista previa</translation>
    </message>
    <message>
        <source>The middle of the map lies where the coordinate system of “{name}” ends.</source>
        <translation>El centro del mapa está donde termina el sistema de coordenadas de «{name}».</translation>
    </message>
    <message>
        <source>Measuring how fast this computer is</source>
        <translation>Midiendo la rapidez de este equipo</translation>
    </message>
    <message>
        <source>Measuring how fast this computer is…</source>
        <translation>Midiendo la rapidez de este equipo…</translation>
    </message>
    <message>
        <source>How long it takes is told when the engine is set up.</source>
        <translation>Cuánto tarda se indicará cuando el motor esté instalado.</translation>
    </message>
    <message>
        <source>How long it takes was not measured on this computer.</source>
        <translation>Cuánto tarda no se midió en este equipo.</translation>
    </message>
    <message>
        <source>How long it takes is not known yet: it is measured as soon as the computer is idle.</source>
        <translation>Aún no se sabe cuánto tarda: se mide en cuanto el equipo esté desocupado.</translation>
    </message>
    <message>
        <source>⚠ Only {free} of memory are free: close other programs, or choose a smaller area.</source>
        <translation>⚠ Solo hay {free} de memoria libres: cierre otros programas o elija un área menor.</translation>
    </message>
    <message>
        <source>⚠ {folder} has {free} left; a run needs {needed} while it works.</source>
        <translation>⚠ En {folder} quedan {free}; una ejecución necesita {needed} mientras trabaja.</translation>
    </message>
    <message>
        <source>Looking for room on the disk</source>
        <translation>Buscando espacio en el disco</translation>
    </message>
    <message>
        <source>The U-Net of the pack “{name}” wants more than a prompt.</source>
        <translation>La U-Net del paquete «{name}» requiere más que un texto de entrada.</translation>
    </message>
    <message>
        <source>The generator of the pack “{name}” has no U-Net to compare pictures with.</source>
        <translation>El generador del paquete «{name}» no tiene una U-Net con la que comparar imágenes.</translation>
    </message>
    <message>
        <source>This generator does not tell where in a picture a word is; its pictures are used whole.</source>
        <translation>Este generador no dice en qué parte de la imagen está una palabra; sus imágenes se usan enteras.</translation>
    </message>
    <message>
        <source>Use extractors of the kinds timm, transformers or open_clip.</source>
        <translation>Use extractores de los tipos timm, transformers u open_clip.</translation>
    </message>
    <message>
        <source>One window sees {side} x {side}, at {gsd} a pixel.</source>
        <translation>Una ventana ve {side} x {side}, a {gsd} por píxel.</translation>
    </message>
    <message>
        <source>⚠ Too small for the {cell} px that the networks tell apart: {names}.</source>
        <translation>⚠ Demasiado pequeños para los {cell} px que distinguen las redes: {names}.</translation>
    </message>
    <message>
        <source>Pac&amp;ks…</source>
        <translation>Pa&amp;quetes…</translation>
    </message>
    <message>
        <source>Licences, sizes; fetch, check, import and remove packs</source>
        <translation>Licencias, tamaños; descargar, comprobar, importar y eliminar paquetes</translation>
    </message>
    <message>
        <source>The set of networks: which words it knows and how well</source>
        <translation>El conjunto de redes: qué palabras conoce y con qué calidad</translation>
    </message>
    <message>
        <source>{pack} (not fetched)</source>
        <translation>{pack} (no descargado)</translation>
    </message>
    <message>
        <source>Terralex: looking at packs</source>
        <translation>Terralex: examinando los paquetes</translation>
    </message>
    <message>
        <source>The pack “{pack}” is here: {size}, of which {came} came now.</source>
        <translation>El paquete «{pack}» está aquí: {size}, de los que {came} llegaron ahora.</translation>
    </message>
    <message>
        <source>Stopped. What came is kept: “Go on fetching” brings the rest.</source>
        <translation>Detenido. Lo que llegó se conserva: «Seguir descargando» trae el resto.</translation>
    </message>
    <message>
        <source>Terralex: fetching {pack}</source>
        <translation>Terralex: descargando {pack}</translation>
    </message>
    <message>
        <source>“{pack}”: all {n} files are what they should be.</source>
        <translation>«{pack}»: los {n} archivos son lo que deben ser.</translation>
    </message>
    <message>
        <source>Terralex: checking {pack}</source>
        <translation>Terralex: comprobando {pack}</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Detenido.</translation>
    </message>
    <message>
        <source>The pack “{pack}” is gone; {size} are free again.</source>
        <translation>El paquete «{pack}» ya no está; quedan libres {size} más.</translation>
    </message>
    <message>
        <source>Terralex: removing {pack}</source>
        <translation>Terralex: eliminando {pack}</translation>
    </message>
    <message>
        <source>The pack “{pack}” is here: {n} files, {size}.</source>
        <translation>El paquete «{pack}» está aquí: {n} archivos, {size}.</translation>
    </message>
    <message>
        <source>Terralex: importing {name}</source>
        <translation>Terralex: importando {name}</translation>
    </message>
    <message>
        <source>Stopped. Nothing of the pack was kept.</source>
        <translation>Detenido. No se conservó nada del paquete.</translation>
    </message>
    <message>
        <source>“{pack}” is chosen in the panel.</source>
        <translation>«{pack}» está elegido en el panel.</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Pregunta</translation>
    </message>
    <message>
        <source>&amp;Not now</source>
        <translation>A&amp;hora no</translation>
    </message>
    <message>
        <source>{n} bytes</source>
        <translation>{n} bytes</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>dañado</translation>
    </message>
    <message>
        <source>here, {size}</source>
        <translation>aquí, {size}</translation>
    </message>
    <message>
        <source>size unknown</source>
        <translation>tamaño desconocido</translation>
    </message>
    <message>
        <source>part fetched, {size} to come</source>
        <translation>descargado en parte, faltan {size}</translation>
    </message>
    <message>
        <source>not fetched, {size}</source>
        <translation>no descargado, {size}</translation>
    </message>
    <message>
        <source>Its pack.json cannot be read. Remove it, and fetch or import it again.</source>
        <translation>No se puede leer su pack.json. Elimínelo y descárguelo o impórtelo de nuevo.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Palabras</translation>
    </message>
    <message>
        <source>Ground resolution</source>
        <translation>Resolución del terreno</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>Recomendado</translation>
    </message>
    <message>
        <source>needs an account</source>
        <translation>requiere una cuenta</translation>
    </message>
    <message>
        <source>forbids commercial use</source>
        <translation>prohíbe el uso comercial</translation>
    </message>
    <message>
        <source> and {n} more files</source>
        <translation> y {n} archivos más</translation>
    </message>
    <message>
        <source>Press “Repair”: only what is wrong is fetched again.</source>
        <translation>Pulse «Reparar»: solo se descarga de nuevo lo incorrecto.</translation>
    </message>
    <message>
        <source>Import the pack again; if it is a part of Terralex, install Terralex again.</source>
        <translation>Importe de nuevo el paquete; si forma parte de Terralex, instale Terralex otra vez.</translation>
    </message>
    <message>
        <source>The pack “{pack}” is not as it should be: {files}.</source>
        <translation>El paquete «{pack}» no es como debería: {files}.</translation>
    </message>
    <message>
        <source>Part fetched: {here} of {total} are here, {to_come} to come.</source>
        <translation>Descargado en parte: hay {here} de {total}, faltan {to_come}.</translation>
    </message>
    <message>
        <source>Damaged: files are missing or are not as long as they should be. “Verify” says which.</source>
        <translation>Dañado: faltan archivos o no tienen la longitud debida. «Verificar» dice cuáles.</translation>
    </message>
    <message>
        <source>Here: {size} on the disk.</source>
        <translation>Aquí: {size} en el disco.</translation>
    </message>
    <message>
        <source>Not fetched. How large it is will be known when its source was asked.</source>
        <translation>No descargado. Su tamaño se sabrá cuando se consulte su fuente.</translation>
    </message>
    <message>
        <source>Not fetched: {size} to come.</source>
        <translation>No descargado: faltan {size}.</translation>
    </message>
    <message>
        <source>any word</source>
        <translation>cualquier palabra</translation>
    </message>
    <message>
        <source> and {n} more</source>
        <translation> y {n} más</translation>
    </message>
    <message>
        <source>{gsd} m (images of {low} to {high} m)</source>
        <translation>{gsd} m (imágenes de {low} a {high} m)</translation>
    </message>
    <message>
        <source>no GPU needed</source>
        <translation>no hace falta GPU</translation>
    </message>
    <message>
        <source>an NVIDIA GPU with {gb} GB</source>
        <translation>una GPU NVIDIA con {gb} GB</translation>
    </message>
    <message>
        <source>an NVIDIA GPU; how much memory it needs was not measured</source>
        <translation>una GPU NVIDIA; no se midió cuánta memoria necesita</translation>
    </message>
    <message>
        <source>{gb} GB of memory</source>
        <translation>{gb} GB de memoria</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Licencias</translation>
    </message>
    <message>
        <source>Read the licence</source>
        <translation>Leer la licencia</translation>
    </message>
    <message>
        <source>Needs an account.</source>
        <translation>Requiere una cuenta.</translation>
    </message>
    <message>
        <source>Forbids commercial use.</source>
        <translation>Prohíbe el uso comercial.</translation>
    </message>
    <message>
        <source>Its manifest names none.</source>
        <translation>Su manifiesto no indica ninguna.</translation>
    </message>
    <message>
        <source>The parts of “{pack}” come under these licences: {licences}. They are listed above, with links.</source>
        <translation>Las partes de «{pack}» tienen estas licencias: {licences}. Están arriba, con enlaces.</translation>
    </message>
    <message>
        <source>Not everybody may have or use these parts: {parts}.</source>
        <translation>No todos pueden tener o usar estas partes: {parts}.</translation>
    </message>
    <message>
        <source>Remove the pack “{pack}” ({size}) from this computer?</source>
        <translation>¿Eliminar el paquete «{pack}» ({size}) de este equipo?</translation>
    </message>
    <message>
        <source>Remove what was fetched of the pack “{pack}” ({size})?</source>
        <translation>¿Eliminar lo descargado del paquete «{pack}» ({size})?</translation>
    </message>
    <message>
        <source>Files that another pack uses stay, and so do all results.</source>
        <translation>Los archivos que usa otro paquete se quedan, y también todos los resultados.</translation>
    </message>
    <message>
        <source>Packs lie in {folder}.</source>
        <translation>Los paquetes están en {folder}.</translation>
    </message>
    <message>
        <source>{free} are free for packs in {folder}.</source>
        <translation>Quedan {free} libres para paquetes en {folder}.</translation>
    </message>
    <message>
        <source>Terralex: packs</source>
        <translation>Terralex: paquetes</translation>
    </message>
    <message>
        <source>About the chosen pack</source>
        <translation>Sobre el paquete elegido</translation>
    </message>
    <message>
        <source>Space on the disk</source>
        <translation>Espacio en el disco</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <source>&amp;Fetch</source>
        <translation>&amp;Descargar</translation>
    </message>
    <message>
        <source>Bring its files from their sources; goes on where it stopped</source>
        <translation>Traer sus archivos de sus fuentes; sigue donde se detuvo</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Ca&amp;ncelar</translation>
    </message>
    <message>
        <source>Stop; what came is kept</source>
        <translation>Detener; lo que llegó se conserva</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>&amp;Verificar</translation>
    </message>
    <message>
        <source>Compare every file with its checksum</source>
        <translation>Comparar cada archivo con su suma de comprobación</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Eliminar…</translation>
    </message>
    <message>
        <source>Remove it from this computer</source>
        <translation>Eliminarlo de este equipo</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importar</translation>
    </message>
    <message>
        <source>Bring in a pack from a folder or zip, without internet</source>
        <translation>Traer un paquete de una carpeta o un zip, sin Internet</translation>
    </message>
    <message>
        <source>&amp;More</source>
        <translation>&amp;Más</translation>
    </message>
    <message>
        <source>Choices for the next fetch</source>
        <translation>Opciones para la próxima descarga</translation>
    </message>
    <message>
        <source>&amp;Use it</source>
        <translation>&amp;Usar</translation>
    </message>
    <message>
        <source>Choose it in the panel</source>
        <translation>Elegirlo en el panel</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>Ce&amp;rrar</translation>
    </message>
    <message>
        <source>Close this window; a fetch goes on</source>
        <translation>Cerrar esta ventana; una descarga continúa</translation>
    </message>
    <message>
        <source>From a &amp;folder…</source>
        <translation>De una &amp;carpeta…</translation>
    </message>
    <message>
        <source>From a &amp;zip…</source>
        <translation>De un &amp;zip…</translation>
    </message>
    <message>
        <source>&amp;Take what the sources have now</source>
        <translation>T&amp;omar lo que las fuentes tienen ahora</translation>
    </message>
    <message>
        <source>Forget the versions and checksums of the first fetch, and fetch again</source>
        <translation>Olvidar las versiones y sumas de comprobación de la primera descarga y descargar de nuevo</translation>
    </message>
    <message>
        <source>&amp;Also take parts that need an account</source>
        <translation>&amp;También las partes que requieren una cuenta</translation>
    </message>
    <message>
        <source>And parts that forbid commercial use; the account&apos;s token is HF_TOKEN</source>
        <translation>Y las que prohíben el uso comercial; el token de la cuenta es HF_TOKEN</translation>
    </message>
    <message>
        <source>A run is going on. Packs can be fetched and changed when it has ended or was cancelled.</source>
        <translation>Hay una ejecución en curso. Los paquetes se pueden descargar y cambiar cuando termine o se cancele.</translation>
    </message>
    <message>
        <source>{told} Replace it by the one that you import?</source>
        <translation>{told} ¿Reemplazarlo por el que importa?</translation>
    </message>
    <message>
        <source>&amp;Replace it</source>
        <translation>Re&amp;emplazarlo</translation>
    </message>
    <message>
        <source>Go on &amp;fetching</source>
        <translation>Seguir &amp;descargando</translation>
    </message>
    <message>
        <source>Repair (&amp;fetch)</source>
        <translation>Reparar (&amp;descargar)</translation>
    </message>
    <message>
        <source>I a&amp;gree to these licences</source>
        <translation>&amp;Acepto estas licencias</translation>
    </message>
    <message>
        <source>I want these &amp;parts as well</source>
        <translation>&amp;Quiero también estas partes</translation>
    </message>
    <message>
        <source>Agree and &amp;fetch</source>
        <translation>Aceptar y &amp;descargar</translation>
    </message>
    <message>
        <source>&amp;Remove it</source>
        <translation>&amp;Eliminar</translation>
    </message>
    <message>
        <source>The folder of a pack</source>
        <translation>La carpeta de un paquete</translation>
    </message>
    <message>
        <source>The zip of a pack</source>
        <translation>El zip de un paquete</translation>
    </message>
    <message>
        <source>Zip archives (*.zip)</source>
        <translation>Archivos zip (*.zip)</translation>
    </message>
    <message>
        <source>Stopping… What came is kept.</source>
        <translation>Deteniendo… Lo que llegó se conserva.</translation>
    </message>
    <message>
        <source>Try it on the middle of the map, in seconds. Dashed: what it takes; filled: what one window sees</source>
        <translation>Probarlo en el centro del mapa, en segundos. Con trazos: lo que se toma; relleno: lo que ve una ventana</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Deteniendo…</translation>
    </message>
    <message>
        <source>Terralex: {image}</source>
        <translation>Terralex: {image}</translation>
    </message>
    <message>
        <source>Topological editing is on now: borders that polygons share move together.</source>
        <translation>La edición topológica está activada: los bordes que comparten los polígonos se mueven juntos.</translation>
    </message>
    <message>
        <source>Stopped. What is finished is kept: the same run goes on from there.</source>
        <translation>Detenida. Lo terminado se conserva: la misma ejecución continúa desde ahí.</translation>
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
        <translation>La imagen aérea o de satélite que se va a etiquetar</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Área</translation>
    </message>
    <message>
        <source>Polygon layer of the area</source>
        <translation>Capa de polígonos del área</translation>
    </message>
    <message>
        <source>Its selected features, or all of them when none is selected</source>
        <translation>Sus objetos seleccionados, o todos si no hay ninguno</translation>
    </message>
    <message>
        <source>Draw the area on the map</source>
        <translation>Dibujar el área en el mapa</translation>
    </message>
    <message>
        <source>Ground resolution of the fetched picture</source>
        <translation>Resolución del terreno de la imagen descargada</translation>
    </message>
    <message>
        <source>How large a pixel of the fetched picture is on the ground</source>
        <translation>Cuánto mide en el terreno un píxel de la imagen descargada</translation>
    </message>
    <message>
        <source>About the area</source>
        <translation>Sobre el área</translation>
    </message>
    <message>
        <source>Words of the pack</source>
        <translation>Palabras del paquete</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Calidad</translation>
    </message>
    <message>
        <source>Folder that gets a folder for each run</source>
        <translation>Carpeta que recibe una carpeta por ejecución</translation>
    </message>
    <message>
        <source>terralex_runs, beside the raster</source>
        <translation>terralex_runs, junto al ráster</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>Carpeta de salida</translation>
    </message>
    <message>
        <source>&amp;Raster</source>
        <translation>&amp;Ráster</translation>
    </message>
    <message>
        <source>&amp;Area</source>
        <translation>Ár&amp;ea</translation>
    </message>
    <message>
        <source>&amp;Pixels</source>
        <translation>Pí&amp;xeles</translation>
    </message>
    <message>
        <source>&amp;Classes</source>
        <translation>&amp;Clases</translation>
    </message>
    <message>
        <source>&amp;Pack</source>
        <translation>&amp;Paquete</translation>
    </message>
    <message>
        <source>&amp;Quality</source>
        <translation>Ca&amp;lidad</translation>
    </message>
    <message>
        <source>&amp;Output</source>
        <translation>&amp;Salida</translation>
    </message>
    <message>
        <source>Stop drawing</source>
        <translation>Dejar de dibujar</translation>
    </message>
    <message>
        <source>Draw on the map</source>
        <translation>Dibujar en el mapa</translation>
    </message>
    <message>
        <source>As the pack wants</source>
        <translation>Como pide el paquete</translation>
    </message>
    <message>
        <source>About {gsd} m</source>
        <translation>Unos {gsd} m</translation>
    </message>
    <message>
        <source>Takes any word.</source>
        <translation>Admite cualquier palabra.</translation>
    </message>
    <message>
        <source>Knows {words}{more}.</source>
        <translation>Conoce {words}{more}.</translation>
    </message>
    <message>
        <source>Whole raster</source>
        <translation>Todo el ráster</translation>
    </message>
    <message>
        <source>What the map shows</source>
        <translation>Lo que muestra el mapa</translation>
    </message>
    <message>
        <source>Polygons of a layer</source>
        <translation>Polígonos de una capa</translation>
    </message>
    <message>
        <source>Drawn rectangle</source>
        <translation>Dibujar rectángulo</translation>
    </message>
    <message>
        <source>Drawn polygon</source>
        <translation>Dibujar polígono</translation>
    </message>
    <message>
        <source>Draft (fastest)</source>
        <translation>Borrador (lo más rápido)</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Equilibrada</translation>
    </message>
    <message>
        <source>Best (slowest)</source>
        <translation>La mejor (lo más lento)</translation>
    </message>
    <message>
        <source>Ready.</source>
        <translation>Listo.</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>queda menos de un minuto</translation>
    </message>
    <message>
        <source>about {n} min left</source>
        <translation>quedan unos {n} min</translation>
    </message>
    <message>
        <source>about {n} h left</source>
        <translation>quedan unas {n} h</translation>
    </message>
    <message>
        <source>Look for the classes in the raster</source>
        <translation>Buscar las clases en el ráster</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Stop; what is finished is kept for the next run</source>
        <translation>Detener; lo terminado se conserva para la próxima ejecución</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>Progreso de la ejecución</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Tiempo restante</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} de {total}</translation>
    </message>
    <message>
        <source>{text}, {downloaded}/s, {left} left</source>
        <translation>{text}, {downloaded}/s, quedan {left}</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <source>Open the manual&apos;s page about this (F1)</source>
        <translation>Abrir la página del manual sobre esto (F1)</translation>
    </message>
    <message>
        <source>Page of the manual</source>
        <translation>Página del manual</translation>
    </message>
    <message>
        <source>Terralex: manual</source>
        <translation>Terralex: manual</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Back to the page before (Alt+Left)</source>
        <translation>Volver a la página anterior (Alt+Izquierda)</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Página</translation>
    </message>
    <message>
        <source>Find in all pages</source>
        <translation>Buscar en el manual</translation>
    </message>
    <message>
        <source>Type and press Enter; Enter again goes on (Ctrl+F)</source>
        <translation>Escriba y pulse Intro; Intro de nuevo sigue buscando (Ctrl+F)</translation>
    </message>
    <message>
        <source>&amp;Manual</source>
        <translation>&amp;Manual</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminado</translation>
    </message>
    <message>
        <source>Explained</source>
        <translation>Explicado</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Borrador</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>La mejor</translation>
    </message>
    <message>
        <source>Choose the set that the folder holds.</source>
        <translation>Elija el conjunto que contiene la carpeta.</translation>
    </message>
    <message>
        <source>Copy it again, or save it as PNG.</source>
        <translation>Cópiela de nuevo, o guárdela como PNG.</translation>
    </message>
    <message>
        <source>Give each its own.</source>
        <translation>Dé uno propio a cada una.</translation>
    </message>
    <message>
        <source>Give the folder of a labelled set.</source>
        <translation>Indique la carpeta de un conjunto etiquetado.</translation>
    </message>
    <message>
        <source>Give the report a file name, for example report.json.</source>
        <translation>Dé al informe un nombre de archivo, por ejemplo report.json.</translation>
    </message>
    <message>
        <source>It is the size of a pixel in metres.</source>
        <translation>Es el tamaño de un píxel en metros.</translation>
    </message>
    <message>
        <source>It should be {mask}.</source>
        <translation>Debería ser {mask}.</translation>
    </message>
    <message>
        <source>It should be {name}.</source>
        <translation>Debería ser {name}.</translation>
    </message>
    <message>
        <source>Its values are those of classes.csv.</source>
        <translation>Sus valores son los de classes.csv.</translation>
    </message>
    <message>
        <source>Known are: {value}.</source>
        <translation>Se conocen: {value}.</translation>
    </message>
    <message>
        <source>Looked for {wanted}.</source>
        <translation>Se buscó {wanted}.</translation>
    </message>
    <message>
        <source>Make them the same size.</source>
        <translation>Haga que midan lo mismo.</translation>
    </message>
    <message>
        <source>Remove one.</source>
        <translation>Elimine una.</translation>
    </message>
    <message>
        <source>The image {name} has no mask.</source>
        <translation>La imagen {name} no tiene máscara.</translation>
    </message>
    <message>
        <source>The mask {name} cannot be read.</source>
        <translation>No se puede leer la máscara {name}.</translation>
    </message>
    <message>
        <source>The mask {name} holds the colour {colour}, which this set does not have.</source>
        <translation>La máscara {name} contiene el color {colour}, que este conjunto no tiene.</translation>
    </message>
    <message>
        <source>The mask {name} holds the value {odd}, which this set does not have.</source>
        <translation>La máscara {name} contiene el valor {odd}, que este conjunto no tiene.</translation>
    </message>
    <message>
        <source>The mask {name} is neither one band of values nor in the set&apos;s colours.</source>
        <translation>La máscara {name} no es una banda de valores ni está en los colores del conjunto.</translation>
    </message>
    <message>
        <source>The mask {name} is not one band of 8 bits.</source>
        <translation>La máscara {name} no es una banda de 8 bits.</translation>
    </message>
    <message>
        <source>The masks hold values that classes.csv does not list: {strange}; they count as errors.</source>
        <translation>Las máscaras contienen valores que classes.csv no enumera: {strange}; cuentan como errores.</translation>
    </message>
    <message>
        <source>The pack “{name}” knows no word of “{name2}”; the class scores 0.</source>
        <translation>El paquete «{name}» no conoce ninguna palabra de «{name2}»; la clase obtiene 0.</translation>
    </message>
    <message>
        <source>The value {value} in classes.csv does not fit into a mask.</source>
        <translation>El valor {value} de classes.csv no cabe en una máscara.</translation>
    </message>
    <message>
        <source>There is no set “{name}”.</source>
        <translation>No hay ningún conjunto «{name}».</translation>
    </message>
    <message>
        <source>They belong into its folder “images”.</source>
        <translation>Van en su carpeta «images».</translation>
    </message>
    <message>
        <source>They belong into {pattern}.</source>
        <translation>Van en {pattern}.</translation>
    </message>
    <message>
        <source>Two classes in classes.csv have the value {value}.</source>
        <translation>Dos clases de classes.csv tienen el valor {value}.</translation>
    </message>
    <message>
        <source>Use 0 to {ignore}; {ignore2} means: left out.</source>
        <translation>Use de 0 a {ignore}; {ignore2} significa: omitido.</translation>
    </message>
    <message>
        <source>Use the masks as they are distributed, not resized.</source>
        <translation>Use las máscaras tal como se distribuyen, sin cambiar su tamaño.</translation>
    </message>
    <message>
        <source>each tile</source>
        <translation>cada tesela</translation>
    </message>
    <message>
        <source>{missing} images of {layout} are missing, for example {missing2}.</source>
        <translation>Faltan {missing} imágenes de {layout}, por ejemplo {missing2}.</translation>
    </message>
    <message>
        <source>{name} has no set.json with “gsd_m”.</source>
        <translation>{name} no tiene un set.json con «gsd_m».</translation>
    </message>
    <message>
        <source>{name} has {source_shape} x {source_shape2} px, its mask {shape} x {shape2}.</source>
        <translation>{name} tiene {source_shape} x {source_shape2} px; su máscara, {shape} x {shape2}.</translation>
    </message>
    <message>
        <source>{name} holds no images.</source>
        <translation>{name} no contiene imágenes.</translation>
    </message>
    <message>
        <source>{name}: the image {name2} has no mask.</source>
        <translation>{name}: la imagen {name2} no tiene máscara.</translation>
    </message>
    <message>
        <source>{name}: {name2} and {name3} share one mask.</source>
        <translation>{name}: {name2} y {name3} comparten una máscara.</translation>
    </message>
    <message>
        <source>{path} is a folder.</source>
        <translation>{path} es una carpeta.</translation>
    </message>
    <message>
        <source>{root} does not hold {told}.</source>
        <translation>{root} no contiene {told}.</translation>
    </message>
    <message>
        <source>“gsd_m” of {name} is {gsd}.</source>
        <translation>«gsd_m» de {name} es {gsd}.</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Método</translation>
    </message>
    <message>
        <source>Labels to learn from</source>
        <translation>Etiquetas de las que aprender</translation>
    </message>
    <message>
        <source>A class raster of this image, as runs make them; its labels teach the method</source>
        <translation>Un ráster de clases de esta imagen, como los que hacen las ejecuciones; el método aprende de sus etiquetas</translation>
    </message>
    <message>
        <source>&amp;Method</source>
        <translation>&amp;Método</translation>
    </message>
    <message>
        <source>&amp;Learn from</source>
        <translation>A&amp;prender de</translation>
    </message>
    <message>
        <source>A class raster of the same image, as runs make them; for methods that learn.</source>
        <translation>Un ráster de clases de la misma imagen, como los que hacen las ejecuciones; para métodos que aprenden.</translation>
    </message>
    <message>
        <source>Choose labels that were made on this raster.</source>
        <translation>Elija etiquetas hechas sobre este ráster.</translation>
    </message>
    <message>
        <source>Draws pictures of each word and looks for what resembles them.</source>
        <translation>Dibuja imágenes de cada palabra y busca lo que se les parece.</translation>
    </message>
    <message>
        <source>It reads: {reads}.</source>
        <translation>Lee: {reads}.</translation>
    </message>
    <message>
        <source>Leave the lessons out.</source>
        <translation>Quite las etiquetas de las que aprender.</translation>
    </message>
    <message>
        <source>Mean colour</source>
        <translation>Color medio</translation>
    </message>
    <message>
        <source>Name the classes as there.</source>
        <translation>Nombre las clases como allí.</translation>
    </message>
    <message>
        <source>Removing {pack}</source>
        <translation>Quitando {pack}</translation>
    </message>
    <message>
        <source>Run it again; what made the map is needed.</source>
        <translation>Ejecútelo de nuevo; hace falta aquello con lo que se hizo el mapa.</translation>
    </message>
    <message>
        <source>The labels {name} cannot be read.</source>
        <translation>Las etiquetas {name} no se pueden leer.</translation>
    </message>
    <message>
        <source>The labels {name} have none of the run&apos;s classes.</source>
        <translation>Las etiquetas {name} no tienen ninguna de las clases de la ejecución.</translation>
    </message>
    <message>
        <source>The labels {name} lie in another coordinate system than the raster.</source>
        <translation>Las etiquetas {name} están en otro sistema de coordenadas que el ráster.</translation>
    </message>
    <message>
        <source>The method “{method}” does not learn from labels.</source>
        <translation>El método «{method}» no aprende de etiquetas.</translation>
    </message>
    <message>
        <source>The method “{method}” does not read the option “{unread}”.</source>
        <translation>El método «{method}» no lee la opción «{unread}».</translation>
    </message>
    <message>
        <source>The request has a part “{name}” that the engine does not know.</source>
        <translation>La petición tiene una parte «{name}» que el motor no conoce.</translation>
    </message>
    <message>
        <source>The request lacks “{name}”.</source>
        <translation>A la petición le falta «{name}».</translation>
    </message>
    <message>
        <source>The same pictures, but only their mean colours are compared: a baseline.</source>
        <translation>Las mismas imágenes, pero solo se comparan sus colores medios: una referencia.</translation>
    </message>
    <message>
        <source>There is no method “{name}”.</source>
        <translation>No hay ningún método «{name}».</translation>
    </message>
    <message>
        <source>This computer has no GPU, and the run was begun on one.</source>
        <translation>Este equipo no tiene GPU, y la ejecución empezó en una.</translation>
    </message>
    <message>
        <source>This run was made on a GPU, and there is none here: its words are imagined again.</source>
        <translation>Esta ejecución se hizo en una GPU, y aquí no hay: sus palabras se dibujan de nuevo.</translation>
    </message>
    <message>
        <source>Use one like the first.</source>
        <translation>Use uno como el primero.</translation>
    </message>
    <message>
        <source>Use one of: {formats}.</source>
        <translation>Use uno de: {formats}.</translation>
    </message>
    <message>
        <source>{name} no longer holds the labels of this run.</source>
        <translation>{name} ya no contiene las etiquetas de esta ejecución.</translation>
    </message>
    <message>
        <source>“{name}” of the request is {value}.</source>
        <translation>«{name}» de la petición es {value}.</translation>
    </message>
    <message>
        <source>Matching {done} of {total} windows</source>
        <translation>Comparando ventanas: {done} de {total}</translation>
    </message>
    <message>
        <source>“{format}” is not a format of labels.</source>
        <translation>«{format}» no es un formato de etiquetas.</translation>
    </message>
    <message>
        <source>The raster of this run is not a plain file of this computer: {file}.</source>
        <translation>El ráster de esta ejecución no es un archivo normal de este ordenador: {file}.</translation>
    </message>
    <message>
        <source>Open the raster yourself if you trust it, and run again.</source>
        <translation>Abra usted mismo el ráster si confía en él y vuelva a ejecutar.</translation>
    </message>
    <message>
        <source>Terralex: looking for earlier runs</source>
        <translation>Terralex: buscando ejecuciones anteriores</translation>
    </message>
    <message>
        <source>{file} of the run {run} is a link to somewhere else.</source>
        <translation>{file} de la ejecución {run} es un enlace a otro lugar.</translation>
    </message>
    <message>
        <source>Do not use this run, or copy it with its files.</source>
        <translation>No use esta ejecución, o cópiela con sus archivos.</translation>
    </message>
    <message>
        <source>Your organisation&apos;s package index; empty for the usual one. A password in it is not kept.</source>
        <translation>Índice de paquetes de su organización; vacío para el habitual. Una contraseña en él no se guarda.</translation>
    </message>
    <message>
        <source>{host} leads to an address that is none of the web ({scheme}).</source>
        <translation>{host} lleva a una dirección que no es de la web ({scheme}).</translation>
    </message>
    <message>
        <source>{host} answers with more than {size} MB.</source>
        <translation>{host} responde con más de {size} MB.</translation>
    </message>
    <message>
        <source>{host} redirects in circles.</source>
        <translation>{host} redirige en círculos.</translation>
    </message>
    <message>
        <source>{host} leads to an address without encryption.</source>
        <translation>{host} lleva a una dirección sin cifrado.</translation>
    </message>
    <message>
        <source>{host} answered with a picture of {cols} × {rows} pixels, which is too large.</source>
        <translation>{host} ha respondido con una imagen de {cols} × {rows} píxeles, que es demasiado grande.</translation>
    </message>
    <message>
        <source>A run of somebody else may name a pack, not a folder or an address. Choose a pack, and run again.</source>
        <translation>Una ejecución de otra persona puede nombrar un paquete, pero no una carpeta ni una dirección. Elija un paquete y vuelva a ejecutar.</translation>
    </message>
    <message>
        <source>Add it to QGIS as a layer and choose that: its picture is fetched first. Or save it as a GeoTIFF.</source>
        <translation>Añádalo a QGIS como capa y elíjala: primero se obtiene su imagen. O guárdelo como GeoTIFF.</translation>
    </message>
    <message>
        <source>Choose a smaller area, or a coarser ground resolution (gsd_m).</source>
        <translation>Elija un área más pequeña o una resolución más gruesa en el terreno (gsd_m).</translation>
    </message>
    <message>
        <source>Cut it into parts, or save it with larger pixels.</source>
        <translation>Divídalo en partes o guárdelo con píxeles más grandes.</translation>
    </message>
    <message>
        <source>Cut it into parts.</source>
        <translation>Divídalo en partes.</translation>
    </message>
    <message>
        <source>Delete that, or import the folder (terralex packs import): what its pack.json does not list stays behind.</source>
        <translation>Bórrelo o importe la carpeta (terralex packs import): lo que su pack.json no enumera se queda fuera.</translation>
    </message>
    <message>
        <source>Do not use this folder. If the links are yours, copy the run without them (cp -rL).</source>
        <translation>No use esta carpeta. Si los enlaces son suyos, copie la ejecución sin ellos (cp -rL).</translation>
    </message>
    <message>
        <source>Make the zip with the usual method (deflate).</source>
        <translation>Haga el zip con el método habitual (deflate).</translation>
    </message>
    <message>
        <source>The answer broke off</source>
        <translation>La respuesta se interrumpió</translation>
    </message>
    <message>
        <source>The answer has no end</source>
        <translation>La respuesta no tiene fin</translation>
    </message>
    <message>
        <source>The area would take {windows} windows; {most_windows} are the most.</source>
        <translation>El área necesitaría {windows} ventanas; {most_windows} son el máximo.</translation>
    </message>
    <message>
        <source>The pack “{pack}” holds something that does not belong to it: {inside} {why}.</source>
        <translation>El paquete «{pack}» contiene algo que no le pertenece: {inside} {why}.</translation>
    </message>
    <message>
        <source>a description of more than 64 MB</source>
        <translation>una descripción de más de 64 MB</translation>
    </message>
    <message>
        <source>cannot be read as JSON</source>
        <translation>no se puede leer como JSON</translation>
    </message>
    <message>
        <source>is a link</source>
        <translation>es un enlace</translation>
    </message>
    <message>
        <source>is not a complete safetensors file</source>
        <translation>no es un archivo safetensors completo</translation>
    </message>
    <message>
        <source>is not in the pack&apos;s list of files</source>
        <translation>no está en la lista de archivos del paquete</translation>
    </message>
    <message>
        <source>is one of more than {most_entries} files</source>
        <translation>es uno de más de {most_entries} archivos</translation>
    </message>
    <message>
        <source>larger than {limit} bytes</source>
        <translation>mayor de {limit} bytes</translation>
    </message>
    <message>
        <source>not a file of its own</source>
        <translation>no es un archivo propio</translation>
    </message>
    <message>
        <source>not a regular file</source>
        <translation>no es un archivo normal</translation>
    </message>
    <message>
        <source>safetensors file</source>
        <translation>archivo safetensors</translation>
    </message>
    <message>
        <source>says {word}, which could run code or ask a network</source>
        <translation>dice {word}, lo que podría ejecutar código o preguntar a una red</translation>
    </message>
    <message>
        <source>{driver} is not a supported format here</source>
        <translation>{driver} no es un formato admitido aquí</translation>
    </message>
    <message>
        <source>{folder} in the run folder {folder2} is a link.</source>
        <translation>{folder} en la carpeta de la ejecución {folder2} es un enlace.</translation>
    </message>
    <message>
        <source>{home} broke off what it says about {repository}</source>
        <translation>{home} interrumpió lo que dice sobre {repository}</translation>
    </message>
    <message>
        <source>{inside} of the pack “{pack}” {why}.</source>
        <translation>{inside} del paquete «{pack}» {why}.</translation>
    </message>
    <message>
        <source>{name} has {width} columns; a class raster may have {widest_classes}.</source>
        <translation>{name} tiene {width} columnas; un ráster de clases puede tener {widest_classes}.</translation>
    </message>
    <message>
        <source>{name} has {width} x {height} pixels; {most_pixels} are the most.</source>
        <translation>{name} tiene {width} x {height} píxeles; {most_pixels} son el máximo.</translation>
    </message>
    <message>
        <source>{name} in {called} is packed in a way that can grow without end.</source>
        <translation>{name} en {called} está comprimido de un modo que puede crecer sin fin.</translation>
    </message>
    <message>
        <source>{name} leads away from this computer, to {found}.</source>
        <translation>{name} lleva fuera de este ordenador, a {found}.</translation>
    </message>
    <message>
        <source>{path} is not a file of this computer.</source>
        <translation>{path} no es un archivo de este ordenador.</translation>
    </message>
    <message>
        <source>“{name}” is not the name of a pack.</source>
        <translation>«{name}» no es el nombre de un paquete.</translation>
    </message>
    <message>
        <source>The bank of prototypes in {root} cannot be written: {reason}.</source>
        <translation>No se puede escribir el banco de prototipos en {root}: {reason}.</translation>
    </message>
    <message>
        <source>the disk may be full</source>
        <translation>quizá el disco esté lleno</translation>
    </message>
    <message>
        <source>{name} cannot be read back.</source>
        <translation>{name} no se puede volver a leer.</translation>
    </message>
    <message>
        <source>{name} holds {count} of {count2} polygons on the disk.</source>
        <translation>{name} contiene en el disco {count} de {count2} polígonos.</translation>
    </message>
    <message>
        <source>{n} corrected polygons kept.</source>
        <translation>Se conservan {n} polígonos corregidos.</translation>
    </message>
    <message>
        <source>The run is done. The project that it was begun in is not open any more: “Earlier runs…” opens it.</source>
        <translation>La ejecución ha terminado. El proyecto en el que empezó ya no está abierto: «Ejecuciones anteriores…» la abre.</translation>
    </message>
    <message>
        <source>About the output folder</source>
        <translation>Sobre la carpeta de salida</translation>
    </message>
    <message>
        <source>Reviewed and edited polygons of {run} stay as they are in the next run.</source>
        <translation>Los polígonos revisados y editados de {run} se quedan como están en la próxima ejecución.</translation>
    </message>
    <message>
        <source>before the run keeps them</source>
        <translation>antes de que la ejecución los conserve</translation>
    </message>
    <message>
        <source>Keep the corrections of this run</source>
        <translation>Conservar las correcciones de esta ejecución</translation>
    </message>
    <message>
        <source>Folder of an earlier run on the same raster and grid: its reviewed and edited polygons stay as they are; classes are found by name.</source>
        <translation>Carpeta de una ejecución anterior sobre el mismo ráster y la misma cuadrícula: sus polígonos revisados y editados se quedan como están; las clases se buscan por su nombre.</translation>
    </message>
    <message>
        <source>{n} polygons in it were corrected or reviewed.</source>
        <translation>{n} polígonos de ella se corrigieron o revisaron.</translation>
    </message>
    <message>
        <source>It was edited since it was made.</source>
        <translation>Se ha editado desde que se hizo.</translation>
    </message>
    <message>
        <source>“{layer}” shows {old}, which is older than {new}, and has unsaved edits.</source>
        <translation>«{layer}» muestra {old}, que es más antiguo que {new}, y tiene cambios sin guardar.</translation>
    </message>
    <message>
        <source>Save or discard them, and try again.</source>
        <translation>Guárdelos o descártelos y vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>“{layer}” showed {old}. It shows {new} now, which is newer.</source>
        <translation>«{layer}» mostraba {old}. Ahora muestra {new}, que es más reciente.</translation>
    </message>
    <message>
        <source>The polygons were burnt into {file}. The project that it was made for is not open.</source>
        <translation>Los polígonos se grabaron en {file}. El proyecto para el que se hizo no está abierto.</translation>
    </message>
    <message>
        <source>{n} new polygons are in {file}. The project that they were made for is not open.</source>
        <translation>{n} polígonos nuevos están en {file}. El proyecto para el que se hicieron no está abierto.</translation>
    </message>
    <message>
        <source>“{layer}” could not be given the fields for review: {error}</source>
        <translation>«{layer}» no pudo recibir los campos de revisión: {error}</translation>
    </message>
    <message>
        <source>The parts do not touch: they are {n} polygons with the same attributes now.</source>
        <translation>Las partes no se tocan: ahora son {n} polígonos con los mismos atributos.</translation>
    </message>
    <message>
        <source>Separate parts</source>
        <translation>Separar partes</translation>
    </message>
    <message>
        <source>⚠ This folder is temporary: results in it will be deleted. Choose another one.</source>
        <translation>⚠ Esta carpeta es temporal: los resultados en ella se borrarán. Elija otra.</translation>
    </message>
    <message>
        <source>The raster lies in a temporary folder. Results go to {folder}, where they stay.</source>
        <translation>El ráster está en una carpeta temporal. Los resultados van a {folder}, donde se quedan.</translation>
    </message>
    <message>
        <source>Fitting {geometry} corrected polygons in</source>
        <translation>Encajando {geometry} polígonos corregidos</translation>
    </message>
    <message>
        <source>In the raster gaps are background, and where polygons overlap the later one counts.</source>
        <translation>En el ráster los huecos son fondo, y donde los polígonos se solapan cuenta el posterior.</translation>
    </message>
    <message>
        <source>It holds the classes as they were edited; bring it back.</source>
        <translation>Contiene las clases tal como se editaron; recupérela.</translation>
    </message>
    <message>
        <source>Its classes are {n}.</source>
        <translation>Sus clases son {n}.</translation>
    </message>
    <message>
        <source>Open the list of classes again.</source>
        <translation>Abra de nuevo la lista de clases.</translation>
    </message>
    <message>
        <source>Polygons overlap: {overlaps} times, {overlaps2}, near {where}.</source>
        <translation>Hay polígonos que se solapan: {overlaps} veces, {overlaps2}, cerca de {where}.</translation>
    </message>
    <message>
        <source>The classes could not be written into {folder}: {strerror}.</source>
        <translation>No se pudieron escribir las clases en {folder}: {strerror}.</translation>
    </message>
    <message>
        <source>The polygons leave gaps: {gaps} in all, {gaps2}, near {where}.</source>
        <translation>Los polígonos dejan huecos: {gaps} en total, {gaps2}, cerca de {where}.</translation>
    </message>
    <message>
        <source>This class is not in the list any more.</source>
        <translation>Esta clase ya no está en la lista.</translation>
    </message>
    <message>
        <source>that run lies on another raster or grid</source>
        <translation>esa ejecución está sobre otro ráster u otra cuadrícula</translation>
    </message>
    <message>
        <source>they lie outside the area of this run</source>
        <translation>están fuera del área de esta ejecución</translation>
    </message>
    <message>
        <source>{apart} corrected polygons said something else than the raster and were made anew from it.</source>
        <translation>{apart} polígonos corregidos decían algo distinto del ráster y se rehicieron a partir de él.</translation>
    </message>
    <message>
        <source>{class_table} in {folder} cannot be read.</source>
        <translation>No se puede leer {class_table} en {folder}.</translation>
    </message>
    <message>
        <source>{count} corrected polygons of {run} were not carried over: {why}. They are in {file}.</source>
        <translation>{count} polígonos corregidos de {run} no se trasladaron: {why}. Están en {file}.</translation>
    </message>
    <message>
        <source>{placed} corrected polygons of {run} kept.</source>
        <translation>Se conservan {placed} polígonos corregidos de {run}.</translation>
    </message>
    <message>
        <source>{shapes} square units of the map</source>
        <translation>{shapes} unidades cuadradas del mapa</translation>
    </message>
    <message>
        <source>K&amp;eep {n} corrected polygons</source>
        <translation>Co&amp;nservar {n} polígonos corregidos</translation>
    </message>
    <message>
        <source>K&amp;eep what was corrected</source>
        <translation>Co&amp;nservar lo corregido</translation>
    </message>
    <message>
        <source>Classes of the result…</source>
        <translation>Clases del resultado…</translation>
    </message>
    <message>
        <source>Add, rename, recolour, merge or remove classes</source>
        <translation>Añadir, renombrar, recolorear, unir o quitar clases</translation>
    </message>
    <message>
        <source>Class {name} added</source>
        <translation>Clase {name} añadida</translation>
    </message>
    <message>
        <source>Class {old} renamed to {new}</source>
        <translation>Clase {old} renombrada a {new}</translation>
    </message>
    <message>
        <source>Class {name} recoloured</source>
        <translation>Clase {name} recoloreada</translation>
    </message>
    <message>
        <source>Class {name} removed, now {other}</source>
        <translation>Clase {name} quitada, ahora {other}</translation>
    </message>
    <message>
        <source>There is no change of classes to take back here.</source>
        <translation>Aquí no hay ningún cambio de clases que deshacer.</translation>
    </message>
    <message>
        <source>While polygons are being edited, Edit &gt; Undo takes it back.</source>
        <translation>Mientras se editan polígonos, Edición &gt; Deshacer lo deshace.</translation>
    </message>
    <message>
        <source>There are polygons of the class {name} by now.</source>
        <translation>Ya hay polígonos de la clase {name}.</translation>
    </message>
    <message>
        <source>Remove the class instead, or merge it into another one.</source>
        <translation>Quite la clase en su lugar, o únala a otra.</translation>
    </message>
    <message>
        <source>Taken back: {what}</source>
        <translation>Deshecho: {what}</translation>
    </message>
    <message>
        <source>“{layer}” cannot be edited.</source>
        <translation>«{layer}» no se puede editar.</translation>
    </message>
    <message>
        <source>May you write its file?</source>
        <translation>¿Tiene permiso para escribir su archivo?</translation>
    </message>
    <message>
        <source>{what}: {n} polygons changed. It counts when the edits are saved.</source>
        <translation>{what}: {n} polígonos cambiados. Vale cuando se guarden las ediciones.</translation>
    </message>
    <message>
        <source>The class raster follows when the polygons are burnt into it.</source>
        <translation>El ráster de clases sigue cuando se graben los polígonos en él.</translation>
    </message>
    <message>
        <source>Classes of the result</source>
        <translation>Clases del resultado</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Color</translation>
    </message>
    <message>
        <source>Name of a new class</source>
        <translation>Nombre de una clase nueva</translation>
    </message>
    <message>
        <source>What the polygons of a removed class become</source>
        <translation>En qué se convierten los polígonos de una clase quitada</translation>
    </message>
    <message>
        <source>Remove, into:</source>
        <translation>Quitar, pasa a:</translation>
    </message>
    <message>
        <source>The polygons of the chosen class become those of the class on the right</source>
        <translation>Los polígonos de la clase elegida pasan a la clase de la derecha</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Take back the last change of the list</source>
        <translation>Deshacer el último cambio de la lista</translation>
    </message>
    <message>
        <source>No class is chosen.</source>
        <translation>No hay ninguna clase elegida.</translation>
    </message>
    <message>
        <source>Click one in the list first.</source>
        <translation>Primero haga clic en una de la lista.</translation>
    </message>
    <message>
        <source>A class cannot be merged into itself.</source>
        <translation>Una clase no se puede unir a sí misma.</translation>
    </message>
    <message>
        <source>Choose another one on the right.</source>
        <translation>Elija otra a la derecha.</translation>
    </message>
    <message>
        <source>coordinate system {name} as set in the layer</source>
        <translation>sistema de coordenadas {name}, según la capa</translation>
    </message>
    <message>
        <source>an empty border is picture</source>
        <translation>un borde vacío es imagen</translation>
    </message>
    <message>
        <source>pixels of {size} m as chosen</source>
        <translation>píxeles de {size} m, según lo elegido</translation>
    </message>
    <message>
        <source>bands {bands} as chosen</source>
        <translation>bandas {bands}, según lo elegido</translation>
    </message>
    <message>
        <source>bands {bands} as shown</source>
        <translation>bandas {bands} mostradas</translation>
    </message>
    <message>
        <source>the file&apos;s own red, green and blue, as the layer shows no three bands</source>
        <translation>rojo, verde y azul del archivo, pues la capa no muestra tres bandas</translation>
    </message>
    <message>
        <source>the file&apos;s own colours</source>
        <translation>los colores del archivo</translation>
    </message>
    <message>
        <source>nodata {values} of the file is picture</source>
        <translation>el valor sin datos {values} del archivo es imagen</translation>
    </message>
    <message>
        <source>nodata {values} as set in the layer</source>
        <translation>sin datos {values}, según la capa</translation>
    </message>
    <message>
        <source>How the raster is read</source>
        <translation>Cómo se lee el ráster</translation>
    </message>
    <message>
        <source>Bands and pixels</source>
        <translation>Bandas y píxeles</translation>
    </message>
    <message>
        <source>Choose bands, pixel size, and whether an empty border is nodata</source>
        <translation>Elegir bandas, tamaño de píxel y si un borde vacío es sin datos</translation>
    </message>
    <message>
        <source>Bands as the layer shows them</source>
        <translation>Bandas como las muestra la capa</translation>
    </message>
    <message>
        <source>as the file says</source>
        <translation>según el archivo</translation>
    </message>
    <message>
        <source>Size of a pixel on the ground</source>
        <translation>Tamaño de un píxel en el terreno</translation>
    </message>
    <message>
        <source>An empty border counts as nodata</source>
        <translation>Un borde vacío cuenta como sin datos</translation>
    </message>
    <message>
        <source>A border of one value throughout, the lowest or highest, that the file does not tag</source>
        <translation>Un borde de un solo valor, el menor o el mayor, que el archivo no marca</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rojo</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Verde</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Azul</translation>
    </message>
    <message>
        <source>Pixel</source>
        <translation>Píxel</translation>
    </message>
    <message>
        <source>One or three bands; empty takes those that the layer shows, and of a path the file&apos;s own.</source>
        <translation>Una banda o tres; vacío toma las que muestra la capa y, de una ruta, las del archivo.</translation>
    </message>
    <message>
        <source>Band {alpha} is called opacity, but holds a picture; it is not taken as nodata.</source>
        <translation>La banda {alpha} se llama opacidad, pero contiene una imagen; no se toma como sin datos.</translation>
    </message>
    <message>
        <source>Bring it back to its place, or build the mosaic again without it.</source>
        <translation>Devuélvalo a su sitio o construya el mosaico de nuevo sin él.</translation>
    </message>
    <message>
        <source>Bring it back to its place, or choose an area where it is not needed.</source>
        <translation>Devuélvalo a su sitio o elija un área donde no haga falta.</translation>
    </message>
    <message>
        <source>Choose another for the layer.</source>
        <translation>Elija otro para la capa.</translation>
    </message>
    <message>
        <source>Draw it larger, or choose a finer ground resolution (gsd_m).</source>
        <translation>Dibújela más grande o elija una resolución más fina (gsd_m).</translation>
    </message>
    <message>
        <source>Give numbers, or pairs of lowest and highest.</source>
        <translation>Indique números o pares de mínimo y máximo.</translation>
    </message>
    <message>
        <source>It cannot go on. Choose another folder, or delete this one, and run again.</source>
        <translation>No puede continuar. Elija otra carpeta o borre esta, y ejecute de nuevo.</translation>
    </message>
    <message>
        <source>The area holds the middle of no pixel; the networks see pixels of {gsd_m} m.</source>
        <translation>El área no contiene el centro de ningún píxel; las redes ven píxeles de {gsd_m} m.</translation>
    </message>
    <message>
        <source>The area is a line or a point: nothing lies in it.</source>
        <translation>El área es una línea o un punto: no hay nada dentro.</translation>
    </message>
    <message>
        <source>The border of the raster is {value} throughout and is not marked as nodata; pixels of that value are taken as nodata ({taken} of the raster). Switch “empty border” off where they are picture.</source>
        <translation>El borde del ráster es {value} en todas partes y no está marcado como sin datos; los píxeles de ese valor se toman como sin datos ({taken} del ráster). Desactive «borde vacío» donde sean imagen.</translation>
    </message>
    <message>
        <source>The coordinate system {crs} is not known to the engine.</source>
        <translation>El motor no conoce el sistema de coordenadas {crs}.</translation>
    </message>
    <message>
        <source>This run was made by an earlier version, which read pixels by another rule.</source>
        <translation>Esta ejecución es de una versión anterior, que leía los píxeles con otra regla.</translation>
    </message>
    <message>
        <source>{data} is no list of nodata values.</source>
        <translation>{data} no es una lista de valores sin datos.</translation>
    </message>
    <message>
        <source>{name} is made of other files, of which {gone} is missing.</source>
        <translation>{name} se compone de otros archivos, de los que falta {gone}.</translation>
    </message>
    <message>
        <source>{name} is made of other files, of which {names} is missing.</source>
        <translation>{name} se compone de otros archivos, de los que falta {names}.</translation>
    </message>
    <message>
        <source>{name} is made of other files, of which {names} is missing; what it showed is taken as nodata, also by windows that reach into it.</source>
        <translation>{name} se compone de otros archivos, de los que falta {names}; lo que mostraba se toma como sin datos, también en las ventanas que llegan hasta allí.</translation>
    </message>
    <message>
        <source>{out} holds an unfinished run of an earlier version, which read pixels by another rule.</source>
        <translation>{out} contiene una ejecución sin terminar de una versión anterior, que leía los píxeles con otra regla.</translation>
    </message>
    <message>
        <source>{share} of the raster, inside its outline, is taken as nodata and gets no label. If that is picture, correct the raster&apos;s nodata value or mask.</source>
        <translation>El {share} del ráster, dentro de su contorno, se toma como sin datos y no recibe clase. Si es imagen, corrija el valor sin datos o la máscara del ráster.</translation>
    </message>
    <message>
        <source>The place lies near the word {word} itself.</source>
        <translation>El lugar está cerca de la palabra {word} misma.</translation>
    </message>
    <message>
        <source>Leave “text” out of the extractor in pack.json, or fetch the pack again.</source>
        <translation>Quite «text» del extractor en pack.json u obtenga el paquete de nuevo.</translation>
    </message>
    <message>
        <source>No extractor in use of the pack “{name}” compares places with texts.</source>
        <translation>Ningún extractor en uso del paquete «{name}» compara lugares con textos.</translation>
    </message>
    <message>
        <source>The pack has not learned {left_out} at {gsd_m} m per pixel; left out.</source>
        <translation>El paquete no ha aprendido {left_out} a {gsd_m} m por píxel; se omite.</translation>
    </message>
    <message>
        <source>The texts of the pack “{name}” have {shape} numbers, its extractor “{name2}” gives {listed}.</source>
        <translation>Los textos del paquete «{name}» tienen {shape} números; su extractor «{name2}» da {listed}.</translation>
    </message>
    <message>
        <source>This run was made by version {then} of the pack “{name}”, and version {now} is here.</source>
        <translation>Esta ejecución se hizo con la versión {then} del paquete «{name}», y aquí está la versión {now}.</translation>
    </message>
    <message>
        <source>Use text_prototypes=off, or the pack&apos;s own extractors.</source>
        <translation>Use text_prototypes=off o los extractores propios del paquete.</translation>
    </message>
    <message>
        <source>text tower of {name}</source>
        <translation>torre de texto de {name}</translation>
    </message>
    <message>
        <source>The Python {path} cannot run the engine.</source>
        <translation>El Python {path} no puede ejecutar el motor.</translation>
    </message>
    <message>
        <source>The engine: press “Set up” below.</source>
        <translation>El motor: pulse «Instalar» abajo.</translation>
    </message>
    <message>
        <source>{fetch} and takes about {size} of disk ({free}).</source>
        <translation>{fetch} y ocupa unos {size} ({free}).</translation>
    </message>
    <message>
        <source>It works beside QGIS, in a Python environment of its own.</source>
        <translation>Trabaja junto a QGIS, en un entorno de Python propio.</translation>
    </message>
    <message>
        <source>The set-up was not finished. What was fetched is kept: “Set up” goes on from there.</source>
        <translation>La instalación no terminó. Lo descargado se conserva: «Instalar» sigue desde ahí.</translation>
    </message>
    <message>
        <source>Why this build</source>
        <translation>Por qué esta versión</translation>
    </message>
    <message>
        <source>What was tried</source>
        <translation>Qué se ha probado</translation>
    </message>
    <message>
        <source>As the usual index has it</source>
        <translation>La del índice habitual</translation>
    </message>
    <message>
        <source>The build of the usual index is chosen now, about {what} to fetch: press “Set up” again to take it.</source>
        <translation>Ahora está elegida la versión del índice habitual, unos {what} de descarga: pulse «Instalar» de nuevo para usarla.</translation>
    </message>
    <message>
        <source>The index that has torch&apos;s builds (download.pytorch.org) cannot be reached.</source>
        <translation>No se puede acceder al índice con las versiones de torch (download.pytorch.org).</translation>
    </message>
    <message>
        <source>From an image to a map in three steps</source>
        <translation>De la imagen al mapa en tres pasos</translation>
    </message>
    <message>
        <source>Only reviewed polygons</source>
        <translation>Solo polígonos revisados</translation>
    </message>
    <message>
        <source>Those whose field “reviewed” is ticked.</source>
        <translation>Los que tienen marcado el campo «reviewed».</translation>
    </message>
    <message>
        <source>Background, too</source>
        <translation>También el fondo</translation>
    </message>
    <message>
        <source>Whether polygons of the background are exported.</source>
        <translation>Si se exportan los polígonos del fondo.</translation>
    </message>
    <message>
        <source>Least confidence</source>
        <translation>Confianza mínima</translation>
    </message>
    <message>
        <source>0 takes all; above it, polygons without a confidence are left out.</source>
        <translation>0 toma todos; por encima quedan fuera los polígonos sin confianza.</translation>
    </message>
    <message>
        <source>The virtual fields and joins of “{layer}” cannot be written: {error}.</source>
        <translation>Los campos virtuales y las uniones de «{layer}» no se pueden escribir: {error}.</translation>
    </message>
    <message>
        <source>Nothing is selected in “{layer}”.</source>
        <translation>No hay nada seleccionado en «{layer}».</translation>
    </message>
    <message>
        <source>Select polygons first, or export all.</source>
        <translation>Seleccione antes polígonos, o exporte todos.</translation>
    </message>
    <message>
        <source>The filter of “{layer}” was not applied.</source>
        <translation>El filtro de «{layer}» no se aplicó.</translation>
    </message>
    <message>
        <source>{n} of {all} polygons are in it.</source>
        <translation>Contiene {n} de {all} polígonos.</translation>
    </message>
    <message>
        <source>Only selected ({n})</source>
        <translation>Solo seleccionados ({n})</translation>
    </message>
    <message>
        <source>Those that are selected in the layer; select some first</source>
        <translation>Los seleccionados en la capa; seleccione antes algunos</translation>
    </message>
    <message>
        <source>Only reviewed</source>
        <translation>Solo revisados</translation>
    </message>
    <message>
        <source>any</source>
        <translation>cualquiera</translation>
    </message>
    <message>
        <source>The least confidence, 0 to 1; polygons without one are then left out</source>
        <translation>La confianza mínima, de 0 a 1; los polígonos sin ella quedan entonces fuera</translation>
    </message>
    <message>
        <source>Ask for more: selected, reviewed, background and confidence are what leaves polygons out.</source>
        <translation>Pida más: la selección, la revisión, el fondo y la confianza dejan polígonos fuera.</translation>
    </message>
    <message>
        <source>Check the disk, then run again with the same folder: it is ended, and nothing is computed again.</source>
        <translation>Compruebe el disco y vuelva a ejecutar con la misma carpeta: se termina y no se vuelve a calcular nada.</translation>
    </message>
    <message>
        <source>Choose polygons of a run, or ask for all.</source>
        <translation>Elija los polígonos de una ejecución, o pida todos.</translation>
    </message>
    <message>
        <source>Export again.</source>
        <translation>Exporte otra vez.</translation>
    </message>
    <message>
        <source>Export without a least confidence.</source>
        <translation>Exporte sin confianza mínima.</translation>
    </message>
    <message>
        <source>Field names are made short and plain; which became which is told.</source>
        <translation>Los nombres de campos se hacen cortos y simples; se dice cuál se convirtió en cuál.</translation>
    </message>
    <message>
        <source>Heights of the corners (Z) are left out: labels are flat.</source>
        <translation>Las alturas de las esquinas (Z) quedan fuera: las etiquetas son planas.</translation>
    </message>
    <message>
        <source>Make room, or choose another folder.</source>
        <translation>Libere espacio o elija otra carpeta.</translation>
    </message>
    <message>
        <source>None of the {size} polygons is among those that were asked for.</source>
        <translation>Ninguno de los {size} polígonos está entre los pedidos.</translation>
    </message>
    <message>
        <source>The layer {name} has no field “{name2}”.</source>
        <translation>La capa {name} no tiene el campo «{name2}».</translation>
    </message>
    <message>
        <source>The polygons in {name} have changed meanwhile.</source>
        <translation>Los polígonos de {name} han cambiado entretanto.</translation>
    </message>
    <message>
        <source>The results lie in {path}, but its end could not be noted: {error}.</source>
        <translation>Los resultados están en {path}, pero no se pudo anotar el final: {error}.</translation>
    </message>
    <message>
        <source>The run in {path} was complete; what its end had left behind is removed.</source>
        <translation>La ejecución en {path} estaba completa; se ha quitado lo que su final había dejado.</translation>
    </message>
    <message>
        <source>the disk did not take it</source>
        <translation>el disco no lo aceptó</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>el disco está lleno</translation>
    </message>
    <message>
        <source>{name} is not on the disk as it was written.</source>
        <translation>{name} no está en el disco tal como se escribió.</translation>
    </message>
    <message>
        <source>“confidence” in {name} is a text.</source>
        <translation>«confidence» en {name} es un texto.</translation>
    </message>
    <message>
        <source>This result is being worked on.</source>
        <translation>Se está trabajando en este resultado.</translation>
    </message>
    <message>
        <source>Wait for that to end; the task bar shows how far it is.</source>
        <translation>Espere a que termine; la barra de tareas muestra cómo va.</translation>
    </message>
    <message>
        <source>{title}, beside what is going on…</source>
        <translation>{title}, junto a lo que está en marcha…</translation>
    </message>
    <message>
        <source>The place before is still being looked at.</source>
        <translation>Todavía se está mirando el lugar anterior.</translation>
    </message>
    <message>
        <source>Click again in a moment.</source>
        <translation>Haga clic de nuevo en un momento.</translation>
    </message>
    <message>
        <source>Looking for the engine&apos;s Python</source>
        <translation>Buscando el Python del motor</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>Words in English</source>
        <translation>Palabras en inglés</translation>
    </message>
    <message>
        <source>In English for the pack: {words}.</source>
        <translation>En inglés para el paquete: {words}.</translation>
    </message>
    <message>
        <source>Large polygons in pieces</source>
        <translation>Polígonos grandes en trozos</translation>
    </message>
    <message>
        <source>As the run has cut them; otherwise they are put together again.</source>
        <translation>Tal como los cortó la ejecución; si no, se vuelven a unir.</translation>
    </message>
    <message>
        <source>As the run has cut them; otherwise they are put together again</source>
        <translation>Tal como los cortó la ejecución; si no, se vuelven a unir</translation>
    </message>
    <message>
        <source>{image}, {when}</source>
        <translation>{image}, {when}</translation>
    </message>
    <message>
        <source>{image} polygons, {when}</source>
        <translation>{image} polígonos, {when}</translation>
    </message>
    <message>
        <source>{image} classes, {when}</source>
        <translation>{image} clases, {when}</translation>
    </message>
    <message>
        <source>{image} confidence, {when}</source>
        <translation>{image} confianza, {when}</translation>
    </message>
    <message>
        <source>Cutting large polygons</source>
        <translation>Cortando polígonos grandes</translation>
    </message>
    <message>
        <source>Pieces of large polygons that were put together again: {together}.</source>
        <translation>Trozos de polígonos grandes que se volvieron a unir: {together}.</translation>
    </message>
    <message>
        <source>Polygons with too many corners to be drawn and edited well: {large}, cut into {pieces} pieces. A change of one counts for all of its pieces.</source>
        <translation>Polígonos con demasiados vértices para dibujarlos y editarlos bien: {large}, cortados en {pieces} trozos. Un cambio en un trozo vale para todos los trozos de su polígono.</translation>
    </message>
    <message>
        <source>A shape in the area {name} is damaged, for example a ring that does not end where it began.</source>
        <translation>Una forma del área {name} está dañada, por ejemplo un anillo que no termina donde empezó.</translation>
    </message>
    <message>
        <source>A shape in {name} is damaged, for example a ring that does not end where it began.</source>
        <translation>Una forma de {name} está dañada, por ejemplo un anillo que no termina donde empezó.</translation>
    </message>
    <message>
        <source>Close other programs, choose a smaller area or the draft preset, then run again.</source>
        <translation>Cierre otros programas, elija un área menor o la calidad «Borrador» y ejecute de nuevo.</translation>
    </message>
    <message>
        <source>Give it a place again (QGIS: Raster › Conversion › Translate, or its world file).</source>
        <translation>Dele de nuevo un lugar (QGIS: Ráster › Conversión › Convertir, o su archivo world).</translation>
    </message>
    <message>
        <source>Give the file another name.</source>
        <translation>Dé otro nombre al archivo.</translation>
    </message>
    <message>
        <source>Raise the limit (ulimit -v), or use a computer with more memory.</source>
        <translation>Suba el límite (ulimit -v) o use un equipo con más memoria.</translation>
    </message>
    <message>
        <source>Repair it in QGIS (Fix geometries), or draw it again.</source>
        <translation>Repárela en QGIS (Corregir geometrías) o dibújela de nuevo.</translation>
    </message>
    <message>
        <source>Save it as a file first.</source>
        <translation>Guárdelo primero como archivo.</translation>
    </message>
    <message>
        <source>The name {name} holds bytes that are no letters.</source>
        <translation>El nombre {name} contiene bytes que no son letras.</translation>
    </message>
    <message>
        <source>The raster&apos;s place on the map is damaged: its pixels have no size.</source>
        <translation>El lugar del ráster en el mapa está dañado: sus píxeles no tienen tamaño.</translation>
    </message>
    <message>
        <source>The request cannot be understood: {error}.</source>
        <translation>La petición no se entiende: {error}.</translation>
    </message>
    <message>
        <source>There is too little memory for this.</source>
        <translation>No hay memoria suficiente para esto.</translation>
    </message>
    <message>
        <source>This process may use {limit} GB of memory; the engine needs {least_bytes} GB.</source>
        <translation>Este proceso puede usar {limit} GB de memoria; el motor necesita {least_bytes} GB.</translation>
    </message>
    <message>
        <source>{path} is a pipe or a device, not a file.</source>
        <translation>{path} es una tubería o un dispositivo, no un archivo.</translation>
    </message>
    <message>
        <source>Area to a class</source>
        <translation>Área dada a una clase</translation>
    </message>
    <message>
        <source>Polygon split</source>
        <translation>Polígono dividido</translation>
    </message>
    <message>
        <source>These two polygons do not touch along a border.</source>
        <translation>Estos dos polígonos no se tocan a lo largo de un borde.</translation>
    </message>
    <message>
        <source>Click a neighbour of the current polygon.</source>
        <translation>Haga clic en un vecino del polígono actual.</translation>
    </message>
    <message>
        <source>Polygons merged</source>
        <translation>Polígonos fusionados</translation>
    </message>
    <message>
        <source>Hole filled</source>
        <translation>Agujero rellenado</translation>
    </message>
    <message>
        <source>Nothing would be left of the polygon.</source>
        <translation>No quedaría nada del polígono.</translation>
    </message>
    <message>
        <source>Delete it by giving it another class.</source>
        <translation>Dele otra clase en lugar de borrarlo.</translation>
    </message>
    <message>
        <source>Border moved</source>
        <translation>Borde movido</translation>
    </message>
    <message>
        <source>Corner moved</source>
        <translation>Vértice movido</translation>
    </message>
    <message>
        <source>No right angles fit this polygon.</source>
        <translation>Ningún ángulo recto se ajusta a este polígono.</translation>
    </message>
    <message>
        <source>Draw its border anew, or split it first.</source>
        <translation>Dibuje de nuevo su borde, o divídalo antes.</translation>
    </message>
    <message>
        <source>Right angles</source>
        <translation>Ángulos rectos</translation>
    </message>
    <message>
        <source>Border smoothed</source>
        <translation>Borde suavizado</translation>
    </message>
    <message>
        <source>The polygon holds no cell of the raster.</source>
        <translation>El polígono no contiene ninguna celda del ráster.</translation>
    </message>
    <message>
        <source>Merge it with a neighbour instead.</source>
        <translation>Fusiónelo mejor con un vecino.</translation>
    </message>
    <message>
        <source>Snapped to cells</source>
        <translation>Ajustado a las celdas</translation>
    </message>
    <message>
        <source>A polygon would be turned inside out there.</source>
        <translation>Un polígono quedaría del revés allí.</translation>
    </message>
    <message>
        <source>Move the corner less far.</source>
        <translation>Mueva el vértice menos lejos.</translation>
    </message>
    <message>
        <source>This corner lies at the border of the map, which stays.</source>
        <translation>Este vértice está en el borde del mapa, que no cambia.</translation>
    </message>
    <message>
        <source>Move one between two polygons.</source>
        <translation>Mueva uno entre dos polígonos.</translation>
    </message>
    <message>
        <source>This could not be cut without leaving gaps, so nothing was changed.</source>
        <translation>Esto no se pudo cortar sin dejar huecos, así que no se cambió nada.</translation>
    </message>
    <message>
        <source>Draw it a little differently, or look for gaps and overlaps here first.</source>
        <translation>Dibújelo de forma algo distinta, o busque antes huecos y solapes aquí.</translation>
    </message>
    <message>
        <source>“{layer}” is not being edited.</source>
        <translation>«{layer}» no está en edición.</translation>
    </message>
    <message>
        <source>Switch editing on, and try again.</source>
        <translation>Active la edición e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>“{layer}” refused the change, and is as it was.</source>
        <translation>«{layer}» rechazó el cambio y está como estaba.</translation>
    </message>
    <message>
        <source>Save your edits, and try again.</source>
        <translation>Guarde sus cambios e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>There are no polygons to edit.</source>
        <translation>No hay polígonos que editar.</translation>
    </message>
    <message>
        <source>Choose a result first.</source>
        <translation>Elija antes un resultado.</translation>
    </message>
    <message>
        <source>Gaps and overlaps mended</source>
        <translation>Huecos y solapes reparados</translation>
    </message>
    <message>
        <source>Drag around what is to be of the class; begin inside a polygon of it to let that one grow.</source>
        <translation>Rodee lo que ha de ser de la clase; empiece dentro de un polígono de ella para que este crezca.</translation>
    </message>
    <message>
        <source>Drag around an area.</source>
        <translation>Rodee un área.</translation>
    </message>
    <message>
        <source>All of it is of that class already.</source>
        <translation>Todo ello es ya de esa clase.</translation>
    </message>
    <message>
        <source>Paint what is to be of the class; [ and ] make the brush smaller and larger.</source>
        <translation>Pinte lo que ha de ser de la clase; [ y ] hacen el pincel más pequeño y más grande.</translation>
    </message>
    <message>
        <source>Draw a line right through the polygon; a right click ends it.</source>
        <translation>Trace una línea que atraviese el polígono; un clic derecho la termina.</translation>
    </message>
    <message>
        <source>Draw a line right through the polygon.</source>
        <translation>Trace una línea que atraviese el polígono.</translation>
    </message>
    <message>
        <source>The line does not go right through the polygon.</source>
        <translation>La línea no atraviesa el polígono.</translation>
    </message>
    <message>
        <source>Draw where the border goes, from inside the polygon and back into it; or drag one of its corners.</source>
        <translation>Dibuje por dónde va el borde, desde dentro del polígono y de vuelta a él; o arrastre uno de sus vértices.</translation>
    </message>
    <message>
        <source>Draw where the border goes.</source>
        <translation>Dibuje por dónde va el borde.</translation>
    </message>
    <message>
        <source>There is no polygon.</source>
        <translation>Ahí no hay ningún polígono.</translation>
    </message>
    <message>
        <source>The corner is where it was.</source>
        <translation>El vértice está donde estaba.</translation>
    </message>
    <message>
        <source>The line has to begin and end in the polygon, and leave it.</source>
        <translation>La línea tiene que empezar y acabar en el polígono y salir de él.</translation>
    </message>
    <message>
        <source>Click the neighbour that is to become part of the current polygon.</source>
        <translation>Haga clic en el vecino que ha de formar parte del polígono actual.</translation>
    </message>
    <message>
        <source>Now click the neighbour that is to become part of it.</source>
        <translation>Haga clic ahora en el vecino que ha de formar parte de él.</translation>
    </message>
    <message>
        <source>This is the current polygon itself; click a neighbour.</source>
        <translation>Este es el propio polígono actual; haga clic en un vecino.</translation>
    </message>
    <message>
        <source>Save the polygons for other programs, or as a data set for training</source>
        <translation>Guardar los polígonos para otros programas, o como conjunto de datos para entrenar</translation>
    </message>
    <message>
        <source>Saves labelled polygons for other programs, with all attributes and a style file (.qml) beside them.

The name of the file decides the format: .shp, .gpkg, .geojson or .fgb. In a Shapefile field names have at most 10 bytes: Latin, Greek and Cyrillic letters become plain ones, other scripts stay; which name became which is said in the log and in a table beside it. GeoJSON is in longitude and latitude (WGS 84). Virtual fields and joins are exported as values.

With another format the labels go into a new folder: COCO, YOLO and masks with chips of the raster for training, or a STAC item for catalogues.</source>
        <translation>Guarda polígonos con sus clases para otros programas, con todos los atributos y un archivo de estilo (.qml) al lado.

El nombre del archivo decide el formato: .shp, .gpkg, .geojson o .fgb. En un Shapefile los nombres de campos tienen como máximo 10 bytes: las letras latinas, griegas y cirílicas se vuelven simples, otras escrituras quedan; qué nombre se convirtió en cuál se dice en el registro y en una tabla al lado. GeoJSON está en longitud y latitud (WGS 84). Los campos virtuales y las uniones se exportan como valores.

Con otro formato las etiquetas van a una carpeta nueva: COCO, YOLO y máscaras con recortes del ráster para entrenar, o un ítem STAC para catálogos.</translation>
    </message>
    <message>
        <source>A new file that ends in .shp, .gpkg, .geojson or .fgb; a file that is there is never changed.</source>
        <translation>Un archivo nuevo que termine en .shp, .gpkg, .geojson o .fgb; uno que ya existe nunca se cambia.</translation>
    </message>
    <message>
        <source>Folder of the data set</source>
        <translation>Carpeta del conjunto de datos</translation>
    </message>
    <message>
        <source>For formats that need a folder: a new or empty one.</source>
        <translation>Para formatos que necesitan una carpeta: una nueva o vacía.</translation>
    </message>
    <message>
        <source>Chips written</source>
        <translation>Recortes escritos</translation>
    </message>
    <message>
        <source>Side of a chip, pixels</source>
        <translation>Lado de un recorte, píxeles</translation>
    </message>
    <message>
        <source>Pixels of the raster; at its edges chips are smaller.</source>
        <translation>Píxeles del ráster; en sus bordes los recortes son menores.</translation>
    </message>
    <message>
        <source>Overlap of chips, pixels</source>
        <translation>Solape de los recortes, píxeles</translation>
    </message>
    <message>
        <source>What neighbouring chips share.</source>
        <translation>Lo que comparten los recortes vecinos.</translation>
    </message>
    <message>
        <source>Another one splits otherwise; the same splits the same.</source>
        <translation>Otra divide de otro modo; la misma divide igual.</translation>
    </message>
    <message>
        <source>Chips without an object, too</source>
        <translation>También recortes sin objeto</translation>
    </message>
    <message>
        <source>Networks also learn from places where nothing is.</source>
        <translation>Las redes también aprenden de lugares donde no hay nada.</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>División</translation>
    </message>
    <message>
        <source>Shares of training, validation and test, as in 70/20/10; no place is in two of them.</source>
        <translation>Partes de entrenamiento, validación y prueba, como 70/20/10; ningún lugar está en dos de ellas.</translation>
    </message>
    <message>
        <source>The raster of the chips; by default that of the run that the polygons lie in.</source>
        <translation>El ráster de los recortes; si no, el de la ejecución en que están los polígonos.</translation>
    </message>
    <message>
        <source>No folder was named for the data set.</source>
        <translation>No se indicó carpeta para el conjunto de datos.</translation>
    </message>
    <message>
        <source>Name a new one; this format is no single file.</source>
        <translation>Indique una nueva; este formato no es un solo archivo.</translation>
    </message>
    <message>
        <source>{chips} chips hold {objects} objects.</source>
        <translation>{chips} recortes contienen {objects} objetos.</translation>
    </message>
    <message>
        <source>Empty chips, too</source>
        <translation>También vacíos</translation>
    </message>
    <message>
        <source>Chip, pixels</source>
        <translation>Recorte, píxeles</translation>
    </message>
    <message>
        <source>Overlap, pixels</source>
        <translation>Solape, píxeles</translation>
    </message>
    <message>
        <source>A GeoJSON, described for catalogues, with a link to the raster.</source>
        <translation>Un GeoJSON, descrito para catálogos, con un enlace al ráster.</translation>
    </message>
    <message>
        <source>A chip of {size} pixels is not possible.</source>
        <translation>Un recorte de {size} píxeles no es posible.</translation>
    </message>
    <message>
        <source>All names and attributes; quick to read in parts.</source>
        <translation>Todos los nombres y atributos; rápido de leer por partes.</translation>
    </message>
    <message>
        <source>At most half of a chip.</source>
        <translation>Como máximo la mitad de un recorte.</translation>
    </message>
    <message>
        <source>COCO (folder)</source>
        <translation>COCO (carpeta)</translation>
    </message>
    <message>
        <source>COCO, RLE (folder)</source>
        <translation>COCO, RLE (carpeta)</translation>
    </message>
    <message>
        <source>Chips of {size} pixels cannot share {overlap}.</source>
        <translation>Los recortes de {size} píxeles no pueden compartir {overlap}.</translation>
    </message>
    <message>
        <source>Chips without an object, left out: {without}.</source>
        <translation>Recortes sin objeto, omitidos: {without}.</translation>
    </message>
    <message>
        <source>Choose polygons of a run.</source>
        <translation>Elija los polígonos de una ejecución.</translation>
    </message>
    <message>
        <source>Choose the raster that they were made from.</source>
        <translation>Elija el ráster del que se hicieron.</translation>
    </message>
    <message>
        <source>Choose {smallest} to {largest} pixels.</source>
        <translation>Elija de {smallest} a {largest} píxeles.</translation>
    </message>
    <message>
        <source>Class ids; 0 is background, 255 is what has no label.</source>
        <translation>Números de las clases; 0 es fondo, 255 es lo que no tiene etiqueta.</translation>
    </message>
    <message>
        <source>Classes of {name}, labelled with Terralex</source>
        <translation>Clases de {name}, etiquetadas con Terralex</translation>
    </message>
    <message>
        <source>Keep empty chips, or leave fewer polygons out.</source>
        <translation>Conserve los recortes vacíos, o deje fuera menos polígonos.</translation>
    </message>
    <message>
        <source>Labels made with Terralex</source>
        <translation>Etiquetas hechas con Terralex</translation>
    </message>
    <message>
        <source>Name the raster, too.</source>
        <translation>Indique también el ráster.</translation>
    </message>
    <message>
        <source>No chip holds an object.</source>
        <translation>Ningún recorte contiene un objeto.</translation>
    </message>
    <message>
        <source>No chip is for {missing}: the area is too small for such a split.</source>
        <translation>Ningún recorte es para {missing}: el área es demasiado pequeña para esa división.</translation>
    </message>
    <message>
        <source>No polygon lies on {name}.</source>
        <translation>Ningún polígono está sobre {name}.</translation>
    </message>
    <message>
        <source>Outlines in shares of the chip; holes are cut open.</source>
        <translation>Contornos en fracciones del recorte; los huecos se abren con un corte.</translation>
    </message>
    <message>
        <source>PNG masks (folder)</source>
        <translation>Máscaras PNG (carpeta)</translation>
    </message>
    <message>
        <source>Pieces of less than a pixel at the edges of chips, left out: {slivers}.</source>
        <translation>Trozos de menos de un píxel en los bordes de recortes, omitidos: {slivers}.</translation>
    </message>
    <message>
        <source>Polygons in pixels; where one has holes, its pixels (RLE).</source>
        <translation>Polígonos en píxeles; donde uno tiene huecos, sus píxeles (RLE).</translation>
    </message>
    <message>
        <source>Reading the labels</source>
        <translation>Leyendo las etiquetas</translation>
    </message>
    <message>
        <source>STAC label item (folder)</source>
        <translation>Ítem STAC de etiquetas (carpeta)</translation>
    </message>
    <message>
        <source>Set the raster&apos;s coordinate system before the run, or choose another format.</source>
        <translation>Fije el sistema de coordenadas del ráster antes de la ejecución, o elija otro formato.</translation>
    </message>
    <message>
        <source>The layer {name} has no field “class_name”.</source>
        <translation>La capa {name} no tiene el campo «class_name».</translation>
    </message>
    <message>
        <source>The pixels of each object (RLE).</source>
        <translation>Los píxeles de cada objeto (RLE).</translation>
    </message>
    <message>
        <source>Without a coordinate system nothing can be described in a catalogue.</source>
        <translation>Sin sistema de coordenadas nada se puede describir en un catálogo.</translation>
    </message>
    <message>
        <source>Write shares as in 70/20/10, or 80/20 without a test.</source>
        <translation>Escriba partes como 70/20/10, o 80/20 sin prueba.</translation>
    </message>
    <message>
        <source>Writing chip {number} of {plan}</source>
        <translation>Escribiendo el recorte {number} de {plan}</translation>
    </message>
    <message>
        <source>YOLO-seg (folder)</source>
        <translation>YOLO-seg (carpeta)</translation>
    </message>
    <message>
        <source>{name} and {name2} have different coordinate systems.</source>
        <translation>{name} y {name2} tienen sistemas de coordenadas distintos.</translation>
    </message>
    <message>
        <source>{name} lies in the folder of no run, so its raster is not known.</source>
        <translation>{name} no está en la carpeta de ninguna ejecución, así que su ráster no se conoce.</translation>
    </message>
    <message>
        <source>“{text}” does not say how to split.</source>
        <translation>«{text}» no dice cómo dividir.</translation>
    </message>
    <message>
        <source>“{ending}” goes by the name of the file. These make a folder: {formats}.</source>
        <translation>«{ending}» se rige por el nombre del archivo. Estos hacen una carpeta: {formats}.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>Fill from the neighbour</source>
        <translation>Rellenar desde el vecino</translation>
    </message>
    <message>
        <source>There is nothing left to mend.</source>
        <translation>Ya no hay nada que reparar.</translation>
    </message>
    <message>
        <source>Mended: {n} polygons were changed. Ctrl+Z takes it back; save to keep it.</source>
        <translation>Reparado: se cambiaron {n} polígonos. Ctrl+Z lo deshace; guarde para conservarlo.</translation>
    </message>
    <message>
        <source>{n} square units of the map</source>
        <translation>{n} unidades cuadradas del mapa</translation>
    </message>
    <message>
        <source>Class accepted</source>
        <translation>Clase aceptada</translation>
    </message>
    <message>
        <source>Class {name}</source>
        <translation>Clase {name}</translation>
    </message>
    <message>
        <source>Class {name} for {n} polygons</source>
        <translation>Clase {name} para {n} polígonos</translation>
    </message>
    <message>
        <source>key {key}</source>
        <translation>tecla {key}</translation>
    </message>
    <message>
        <source>First letters of a class</source>
        <translation>Inicio de una clase</translation>
    </message>
    <message>
        <source>Move its border</source>
        <translation>Mover su borde</translation>
    </message>
    <message>
        <source>There is no result in this project. Press Run first.</source>
        <translation>En este proyecto no hay ningún resultado. Pulse primero «Ejecutar».</translation>
    </message>
    <message>
        <source>Strokes become {name}. A digit chooses another class, Esc ends.</source>
        <translation>Los trazos serán {name}. Una cifra elige otra clase, Esc termina.</translation>
    </message>
    <message>
        <source>Nothing had to be changed.</source>
        <translation>No había nada que cambiar.</translation>
    </message>
    <message>
        <source>No area is drawn. Draw one on the page Make, under Area.</source>
        <translation>No hay ninguna zona dibujada. Dibuje una en la página «Crear», en «Zona».</translation>
    </message>
    <message>
        <source>The edits are saved.</source>
        <translation>Los cambios están guardados.</translation>
    </message>
    <message>
        <source>{n} polygons are selected: a class key acts on all of them.</source>
        <translation>{n} polígonos seleccionados: una tecla de clase vale para todos.</translation>
    </message>
    <message>
        <source>{name}, reviewed;</source>
        <translation>{name}, revisado;</translation>
    </message>
    <message>
        <source>{name}?</source>
        <translation>¿{name}?</translation>
    </message>
    <message>
        <source>second guess: {name}</source>
        <translation>segunda opción: {name}</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ocultar</translation>
    </message>
    <message>
        <source>Dim what the run was less sure of</source>
        <translation>Atenuar lo menos seguro</translation>
    </message>
    <message>
        <source>Hide it instead of dimming it</source>
        <translation>Ocultarlo en vez de atenuarlo</translation>
    </message>
    <message>
        <source>Confidence: all are shown</source>
        <translation>Confianza: se muestran todos</translation>
    </message>
    <message>
        <source>Hidden below {n}</source>
        <translation>Ocultos por debajo de {n}</translation>
    </message>
    <message>
        <source>Dimmed below {n}</source>
        <translation>Atenuados por debajo de {n}</translation>
    </message>
    <message>
        <source>Accept the class</source>
        <translation>Aceptar la clase</translation>
    </message>
    <message>
        <source>Take the second guess</source>
        <translation>Tomar la segunda opción</translation>
    </message>
    <message>
        <source>Skip: it comes again at the end</source>
        <translation>Saltar: vuelve al final</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Find a class by its first letters</source>
        <translation>Buscar una clase por sus primeras letras</translation>
    </message>
    <message>
        <source>Hold: hide the polygons</source>
        <translation>Mantener: ocultar los polígonos</translation>
    </message>
    <message>
        <source>Hold: show how sure the run was</source>
        <translation>Mantener: mostrar lo segura que fue la ejecución</translation>
    </message>
    <message>
        <source>Hold: only the picture left of the mouse</source>
        <translation>Mantener: solo la imagen a la izquierda del ratón</translation>
    </message>
    <message>
        <source>Lasso: what it surrounds gets a class</source>
        <translation>Lazo: lo que rodea recibe una clase</translation>
    </message>
    <message>
        <source>Brush: what it paints gets a class</source>
        <translation>Pincel: lo que pinta recibe una clase</translation>
    </message>
    <message>
        <source>Split the polygon by a line</source>
        <translation>Dividir el polígono con una línea</translation>
    </message>
    <message>
        <source>Merge the polygon with a neighbour that is clicked</source>
        <translation>Unir el polígono con el vecino en que se hace clic</translation>
    </message>
    <message>
        <source>Choose another key.</source>
        <translation>Elija otra tecla.</translation>
    </message>
    <message>
        <source>“{action}” has no key.</source>
        <translation>«{action}» no tiene tecla.</translation>
    </message>
    <message>
        <source>The digits are those of the classes: choose another key for “{action}”.</source>
        <translation>Las cifras son de las clases: elija otra tecla para «{action}».</translation>
    </message>
    <message>
        <source>“{one}” and “{other}” have the same key.</source>
        <translation>«{one}» y «{other}» tienen la misma tecla.</translation>
    </message>
    <message>
        <source>Keys of the review</source>
        <translation>Teclas de la revisión</translation>
    </message>
    <message>
        <source>Classes in their order, background</source>
        <translation>Clases en su orden, fondo</translation>
    </message>
    <message>
        <source>1 to 9, 0</source>
        <translation>1 a 9, 0</translation>
    </message>
    <message>
        <source>What is wrong with the keys</source>
        <translation>Qué falla en las teclas</translation>
    </message>
    <message>
        <source>Note my name with what I review</source>
        <translation>Anotar mi nombre en lo que reviso</translation>
    </message>
    <message>
        <source>In the field “reviewer”, which exports leave out unless you ask for it</source>
        <translation>En el campo «reviewer», que las exportaciones omiten si no se pide</translation>
    </message>
    <message>
        <source>How much of the area is reviewed</source>
        <translation>Cuánta superficie está revisada</translation>
    </message>
    <message>
        <source>Order of the polygons</source>
        <translation>Orden de los polígonos</translation>
    </message>
    <message>
        <source>Only polygons of this class</source>
        <translation>Solo polígonos de esta clase</translation>
    </message>
    <message>
        <source>Not reviewed yet</source>
        <translation>Aún sin revisar</translation>
    </message>
    <message>
        <source>In the drawn area</source>
        <translation>En la zona dibujada</translation>
    </message>
    <message>
        <source>Only polygons in the area that was drawn or chosen for a run</source>
        <translation>Solo polígonos de la zona que se dibujó para una ejecución</translation>
    </message>
    <message>
        <source>The current polygon</source>
        <translation>El polígono actual</translation>
    </message>
    <message>
        <source>About the review</source>
        <translation>Sobre la revisión</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Forma</translation>
    </message>
    <message>
        <source>Holes, right angles, borders of the current polygon; its neighbours follow</source>
        <translation>Huecos, ángulos rectos y bordes del polígono actual; los vecinos lo siguen</translation>
    </message>
    <message>
        <source>Opacity of the polygons</source>
        <translation>Opacidad de los polígonos</translation>
    </message>
    <message>
        <source>Save edits</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Keys…</source>
        <translation>Teclas…</translation>
    </message>
    <message>
        <source>What each key does; choose other keys</source>
        <translation>Qué hace cada tecla; elegir otras</translation>
    </message>
    <message>
        <source>Write the edits into the file; until then undo takes them back</source>
        <translation>Escribir los cambios en el archivo; hasta entonces se pueden deshacer</translation>
    </message>
    <message>
        <source>&amp;Opacity</source>
        <translation>&amp;Opacidad</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>{n} % of the area reviewed</source>
        <translation>{n} % de la superficie revisado</translation>
    </message>
    <message>
        <source>No polygon is left here.</source>
        <translation>Aquí no queda ningún polígono.</translation>
    </message>
    <message>
        <source>Doubt × area</source>
        <translation>Duda × área</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>Mayores primero</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>Por clase</translation>
    </message>
    <message>
        <source>Least sure first</source>
        <translation>Menos seguros</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>Más cercanos</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Aceptar</translation>
    </message>
    <message>
        <source>Second guess</source>
        <translation>Segunda opción</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Anterior</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Saltar</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Confianza</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lazo</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pincel</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Unir</translation>
    </message>
    <message>
        <source>Pages of Terralex</source>
        <translation>Páginas de Terralex</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>Crear</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Revisar</translation>
    </message>
    <message>
        <source>Name classes, choose where, run</source>
        <translation>Nombrar clases, elegir dónde, ejecutar</translation>
    </message>
    <message>
        <source>Look through a result and correct it</source>
        <translation>Repasar un resultado y corregirlo</translation>
    </message>
    <message>
        <source>There is no class {n} in this result.</source>
        <translation>En este resultado no hay clase {n}.</translation>
    </message>
    <message>
        <source>The run has no second guess for it.</source>
        <translation>La ejecución no tiene segunda opción para él.</translation>
    </message>
    <message>
        <source>Everything here is reviewed.</source>
        <translation>Aquí está todo revisado.</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>No hay nada que deshacer.</translation>
    </message>
    <message>
        <source>The brush is {width} wide.</source>
        <translation>El pincel mide {width} de ancho.</translation>
    </message>
    <message>
        <source>Fill its holes</source>
        <translation>Rellenar sus huecos</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>Suavizar</translation>
    </message>
    <message>
        <source>Snap to the raster&apos;s cells</source>
        <translation>Ajustar a las celdas del ráster</translation>
    </message>
    <message>
        <source>There is no current polygon.</source>
        <translation>No hay polígono actual.</translation>
    </message>
    <message>
        <source>Click one on the map first.</source>
        <translation>Haga clic primero en uno en el mapa.</translation>
    </message>
    <message>
        <source>Run it again with the pack that is here, and keep your corrections: they stay in the new map.</source>
        <translation>Repita la ejecución con el paquete que está aquí y conserve sus correcciones: permanecen en el mapa nuevo.</translation>
    </message>
    <message>
        <source>{out} was begun with version {then} of “{name}”; version {now} is here.</source>
        <translation>{out} se empezó con la versión {then} de «{name}»; aquí está la versión {now}.</translation>
    </message>
    <message>
        <source>Check the disk, then run again with the same folder.</source>
        <translation>Compruebe el disco y ejecute de nuevo con la misma carpeta.</translation>
    </message>
    <message>
        <source>Check the disk, then run again with the same folder; finished parts are kept.</source>
        <translation>Compruebe el disco y ejecute de nuevo con la misma carpeta; las partes terminadas se conservan.</translation>
    </message>
    <message>
        <source>Is the disk connected and the file still in its place? Then run again.</source>
        <translation>¿Está conectado el disco y sigue el archivo en su sitio? Entonces ejecute de nuevo.</translation>
    </message>
    <message>
        <source>Make room and run again with the same folder.</source>
        <translation>Libere espacio y ejecute de nuevo con la misma carpeta.</translation>
    </message>
    <message>
        <source>Make room and run again with the same folder; finished parts are kept.</source>
        <translation>Libere espacio y ejecute de nuevo con la misma carpeta; las partes terminadas se conservan.</translation>
    </message>
    <message>
        <source>The pack “{pack}” needs {more} MB more and {reserve} MB to spare; {there} MB are free beside {root}.</source>
        <translation>El paquete «{pack}» necesita {more} MB más y {reserve} MB de reserva; hay {there} MB libres junto a {root}.</translation>
    </message>
    <message>
        <source>About the method</source>
        <translation>Sobre el método</translation>
    </message>
    <message>
        <source>Finds what you name in an aerial or satellite image.

For every class name Terralex draws pictures of it, turns them into visual prototypes and compares these with the raster, window by window; another method, DiffSegmenter, looks where the drawing network&apos;s attention finds each name. The results are a class raster, a confidence raster and polygons that form a coverage without gaps or overlaps, each with its class, its confidence and the second best class.

The work is done by a process of its own on this computer. A run that was stopped goes on where it was when it is started again with the same output folder and the same parameters.</source>
        <translation>Encuentra lo que usted nombra en una imagen aérea o de satélite.

Para cada nombre de clase Terralex dibuja imágenes, las convierte en prototipos visuales y los compara con el ráster, ventana por ventana; otro método, DiffSegmenter, mira dónde la atención de la red que dibuja encuentra cada nombre. Los resultados son un ráster de clases, un ráster de confianza y polígonos que forman una cobertura sin huecos ni solapes, cada uno con su clase, su confianza y la segunda mejor clase.

El trabajo lo hace un proceso propio en este equipo. Una ejecución detenida continúa donde estaba cuando se inicia de nuevo con la misma carpeta de salida y los mismos parámetros.</translation>
    </message>
    <message>
        <source>The network looks here for {word}, most of all in its layers of {rows} rows. The lit part is where it looks for it at least as strongly.</source>
        <translation>La red busca aquí {word}, sobre todo en sus capas de {rows} filas. La parte clara es donde lo busca con al menos la misma fuerza.</translation>
    </message>
    <message>
        <source>Add scheme=paper, or leave “short_side” (or the preset paper) out.</source>
        <translation>Añada scheme=paper, o quite «short_side» (o el ajuste paper).</translation>
    </message>
    <message>
        <source>All words are read</source>
        <translation>Todas las palabras están leídas</translation>
    </message>
    <message>
        <source>Leave it out, or use scheme=onepass.</source>
        <translation>Quítelo, o use scheme=onepass.</translation>
    </message>
    <message>
        <source>Looking how strongly words are found</source>
        <translation>Se mira con qué fuerza se encuentran las palabras</translation>
    </message>
    <message>
        <source>Looks where the drawing network&apos;s attention finds each word: nothing is drawn, many words cost what one does.</source>
        <translation>Mira dónde la atención de la red que dibuja encuentra cada palabra: no se dibuja nada, y muchas palabras cuestan lo mismo que una.</translation>
    </message>
    <message>
        <source>Reading the words</source>
        <translation>Se leen las palabras</translation>
    </message>
    <message>
        <source>The U-Net of the pack “{name}” does not look at words in a way that can be read.</source>
        <translation>La U-Net del paquete «{name}» no mira las palabras de un modo que se pueda leer.</translation>
    </message>
    <message>
        <source>The method “{method}” draws nothing ahead; run it on a raster.</source>
        <translation>El método «{method}» no dibuja nada por adelantado; ejecútelo sobre un ráster.</translation>
    </message>
    <message>
        <source>Use pack, or a text with {word} in it.</source>
        <translation>Use pack, o un texto con {word}.</translation>
    </message>
    <message>
        <source>Use the method ovdiff, or another pack.</source>
        <translation>Use el método ovdiff u otro paquete.</translation>
    </message>
    <message>
        <source>{seen} of {squares} squares of {side} px, spread over the whole raster</source>
        <translation>{seen} de {squares} cuadrados de {side} px, repartidos por todo el ráster</translation>
    </message>
    <message>
        <source>“short_side” looks at pictures one by one, and “scheme=onepass” at a raster as a whole.</source>
        <translation>«short_side» mira las imágenes una a una, y «scheme=onepass» un ráster en conjunto.</translation>
    </message>
    <message>
        <source>“template” is {template}.</source>
        <translation>«template» es {template}.</translation>
    </message>
    <message>
        <source>“{word}” is for one pass over all words.</source>
        <translation>«{word}» es para una sola pasada sobre todas las palabras.</translation>
    </message>
    <message>
        <source>{name}: give it to the current polygon</source>
        <translation>{name}: darla al polígono actual</translation>
    </message>
    <message>
        <source>Split it</source>
        <translation>Dividir</translation>
    </message>
    <message>
        <source>Drawing points</source>
        <translation>Extrayendo puntos</translation>
    </message>
    <message>
        <source>The report is in {folder}.</source>
        <translation>El informe está en {folder}.</translation>
    </message>
    <message>
        <source>Accuracy report</source>
        <translation>Informe de exactitud</translation>
    </message>
    <message>
        <source>{file} has no points to judge.</source>
        <translation>{file} no tiene puntos que juzgar.</translation>
    </message>
    <message>
        <source>Draw a new sample, into another file.</source>
        <translation>Extraiga una muestra nueva en otro archivo.</translation>
    </message>
    <message>
        <source>Too few points are judged to say how right the map is.</source>
        <translation>Aún hay muy pocos puntos juzgados para decir cuán correcto es el mapa.</translation>
    </message>
    <message>
        <source>Accuracy of the map</source>
        <translation>Exactitud del mapa</translation>
    </message>
    <message>
        <source>Points are drawn at random in each class of the map. You say what is there, without seeing what the map says; from your answers comes how right it is.</source>
        <translation>Se extraen puntos al azar en cada clase del mapa. Usted dice qué hay allí, sin ver lo que dice el mapa; de sus respuestas se deduce cuán correcto es.</translation>
    </message>
    <message>
        <source>File of the points</source>
        <translation>Archivo de los puntos</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Puntos</translation>
    </message>
    <message>
        <source>Of each class at least</source>
        <translation>De cada clase al menos</translation>
    </message>
    <message>
        <source>The same seed draws the same points.</source>
        <translation>La misma semilla extrae los mismos puntos.</translation>
    </message>
    <message>
        <source>The others</source>
        <translation>Los demás</translation>
    </message>
    <message>
        <source>by the area of each class</source>
        <translation>según el área de cada clase</translation>
    </message>
    <message>
        <source>as many for each class</source>
        <translation>igual número para cada clase</translation>
    </message>
    <message>
        <source>Go on judging</source>
        <translation>Seguir juzgando</translation>
    </message>
    <message>
        <source>Draw and judge</source>
        <translation>Extraer y juzgar</translation>
    </message>
    <message>
        <source>These points are there already; your answers in them stay.</source>
        <translation>Estos puntos ya existen; sus respuestas se conservan.</translation>
    </message>
    <message>
        <source>Every answer is saved at once; you can stop at any time and go on later.</source>
        <translation>Cada respuesta se guarda enseguida; puede parar en cualquier momento y seguir después.</translation>
    </message>
    <message>
        <source>The answer could not be written into {file}.</source>
        <translation>La respuesta no pudo escribirse en {file}.</translation>
    </message>
    <message>
        <source>Is the disk full, or the file open in another program? Press the key again.</source>
        <translation>¿Está lleno el disco, o el archivo abierto en otro programa? Pulse la tecla otra vez.</translation>
    </message>
    <message>
        <source>Not judged yet</source>
        <translation>Aún sin juzgar</translation>
    </message>
    <message>
        <source>Judged</source>
        <translation>Juzgado</translation>
    </message>
    <message>
        <source>Points judged</source>
        <translation>Puntos juzgados</translation>
    </message>
    <message>
        <source>Accuracy so far</source>
        <translation>Exactitud hasta ahora</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>Informe…</translation>
    </message>
    <message>
        <source>Error matrix, accuracies and areas of what was judged so far</source>
        <translation>Matriz de error, exactitudes y áreas de lo juzgado hasta ahora</translation>
    </message>
    <message>
        <source>{name} is at this point</source>
        <translation>En este punto hay {name}</translation>
    </message>
    <message>
        <source>Judge points of the map, and read how right it is</source>
        <translation>Juzgar puntos del mapa y leer cuán correcto es</translation>
    </message>
    <message>
        <source>Accuracy…</source>
        <translation>Exactitud…</translation>
    </message>
    <message>
        <source>Draw points to judge a map</source>
        <translation>Extraer puntos para juzgar un mapa</translation>
    </message>
    <message>
        <source>All together.</source>
        <translation>Todos juntos.</translation>
    </message>
    <message>
        <source>So that rare classes are judged, too.</source>
        <translation>Para que también se juzguen las clases raras.</translation>
    </message>
    <message>
        <source>By the area of each class, or as many for each.</source>
        <translation>Según el área de cada clase, o igual número para cada una.</translation>
    </message>
    <message>
        <source>Number of points</source>
        <translation>Número de puntos</translation>
    </message>
    <message>
        <source>Points are written as GeoPackage.</source>
        <translation>Los puntos se escriben como GeoPackage.</translation>
    </message>
    <message>
        <source>Says how right a map is, from points that a person has judged: error matrix, user&apos;s and producer&apos;s accuracy, and the area of each class, with 95 % confidence intervals (Olofsson et al. 2014).

The folder holds a page that opens in every browser, and tables as CSV.</source>
        <translation>Dice cuán correcto es un mapa, a partir de puntos que una persona ha juzgado: matriz de error, exactitud del usuario y del productor, y el área de cada clase, con intervalos de confianza del 95 % (Olofsson et al. 2014).

La carpeta contiene una página que se abre en cualquier navegador, y tablas en CSV.</translation>
    </message>
    <message>
        <source>Judged points</source>
        <translation>Puntos juzgados</translation>
    </message>
    <message>
        <source>As “Draw points to judge a map” has made them; each class needs two judged ones at least.</source>
        <translation>Como los ha hecho «Extraer puntos para juzgar un mapa»; cada clase necesita al menos dos juzgados.</translation>
    </message>
    <message>
        <source>Folder of the report</source>
        <translation>Carpeta del informe</translation>
    </message>
    <message>
        <source>A new or empty one.</source>
        <translation>Una nueva o vacía.</translation>
    </message>
    <message>
        <source>Overall accuracy</source>
        <translation>Exactitud global</translation>
    </message>
    <message>
        <source>Half of its 95 % interval</source>
        <translation>La mitad de su intervalo del 95 %</translation>
    </message>
    <message>
        <source>The points cannot be opened.</source>
        <translation>No se pueden abrir los puntos.</translation>
    </message>
    <message>
        <source>A class has fewer than {least} points; its accuracy will be known roughly at best.</source>
        <translation>Una clase tiene menos de {least} puntos; su exactitud se conocerá, como mucho, de forma aproximada.</translation>
    </message>
    <message>
        <source>A class without an error in few points has an interval of no width: judge more points before you rely on it.</source>
        <translation>Una clase sin errores en pocos puntos tiene un intervalo sin anchura: juzgue más puntos antes de fiarse de él.</translation>
    </message>
    <message>
        <source>A sample has from 2 to {most} points.</source>
        <translation>Una muestra tiene de 2 a {most} puntos.</translation>
    </message>
    <message>
        <source>Accuracy and area by class</source>
        <translation>Exactitud y área por clase</translation>
    </message>
    <message>
        <source>All together</source>
        <translation>Todo junto</translation>
    </message>
    <message>
        <source>Area on the map</source>
        <translation>Área en el mapa</translation>
    </message>
    <message>
        <source>Bring the fields back.</source>
        <translation>Restablezca los campos.</translation>
    </message>
    <message>
        <source>Choose a larger number; 30 is a good beginning.</source>
        <translation>Elija un número mayor; 30 es un buen comienzo.</translation>
    </message>
    <message>
        <source>Choose another number; 300 is a good beginning.</source>
        <translation>Elija otro número; 300 es un buen comienzo.</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>Elija otra.</translation>
    </message>
    <message>
        <source>Choose another result.</source>
        <translation>Elija otro resultado.</translation>
    </message>
    <message>
        <source>Choose one of its classes for it.</source>
        <translation>Elija para él una de sus clases.</translation>
    </message>
    <message>
        <source>Choose proportional or equal.</source>
        <translation>Elija proportional o equal.</translation>
    </message>
    <message>
        <source>Choose the folder of a finished run.</source>
        <translation>Elija la carpeta de una ejecución terminada.</translation>
    </message>
    <message>
        <source>Class of the map</source>
        <translation>Clase del mapa</translation>
    </message>
    <message>
        <source>Counting the classes</source>
        <translation>Contando las clases</translation>
    </message>
    <message>
        <source>Drawing the points</source>
        <translation>Extrayendo los puntos</translation>
    </message>
    <message>
        <source>Each class needs at least two points.</source>
        <translation>Cada clase necesita al menos dos puntos.</translation>
    </message>
    <message>
        <source>Error matrix, points</source>
        <translation>Matriz de error, puntos</translation>
    </message>
    <message>
        <source>Error matrix, shares of the area</source>
        <translation>Matriz de error, proporciones del área</translation>
    </message>
    <message>
        <source>Estimated area</source>
        <translation>Área estimada</translation>
    </message>
    <message>
        <source>Estimates and their 95 % confidence intervals are those of Olofsson et al. 2014, Good practices for estimating area and assessing accuracy of land change, Remote Sensing of Environment 148, 42-57, equations 1 to 11.</source>
        <translation>Las estimaciones y sus intervalos de confianza del 95 % son los de Olofsson et al. 2014, Good practices for estimating area and assessing accuracy of land change, Remote Sensing of Environment 148, 42-57, ecuaciones 1 a 11.</translation>
    </message>
    <message>
        <source>Fewer than two points were judged where the map says: {named}.</source>
        <translation>Se juzgaron menos de dos puntos donde el mapa dice: {named}.</translation>
    </message>
    <message>
        <source>How accurate is this map?</source>
        <translation>¿Cuán exacto es este mapa?</translation>
    </message>
    <message>
        <source>How it was made</source>
        <translation>Cómo se hizo</translation>
    </message>
    <message>
        <source>Judge its points first.</source>
        <translation>Juzgue primero sus puntos.</translation>
    </message>
    <message>
        <source>Judge more points, then try again.</source>
        <translation>Juzgue más puntos e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Map and judgement agree</source>
        <translation>Mapa y juicio coinciden</translation>
    </message>
    <message>
        <source>Map and judgement differ</source>
        <translation>Mapa y juicio difieren</translation>
    </message>
    <message>
        <source>No pixel of {name} has a class.</source>
        <translation>Ningún píxel de {name} tiene clase.</translation>
    </message>
    <message>
        <source>No point of {name} was judged yet.</source>
        <translation>Aún no se ha juzgado ningún punto de {name}.</translation>
    </message>
    <message>
        <source>Overall accuracy is {value} ± {half} so far; more points would make it surer.</source>
        <translation>La exactitud global es por ahora {value} ± {half}; con más puntos sería más segura.</translation>
    </message>
    <message>
        <source>Overall accuracy is {value} ± {half}.</source>
        <translation>La exactitud global es {value} ± {half}.</translation>
    </message>
    <message>
        <source>Point {values} of {name} was judged as class {value}, which the map does not have.</source>
        <translation>El punto {values} de {name} se juzgó como clase {value}, que el mapa no tiene.</translation>
    </message>
    <message>
        <source>Points were drawn at random within each class of the map (seed {seed}, {allocation}) and judged without seeing its class.</source>
        <translation>Los puntos se extrajeron al azar en cada clase del mapa (semilla {seed}, {allocation}) y se juzgaron sin ver su clase.</translation>
    </message>
    <message>
        <source>Polygons of this run were edited and not burnt into its class raster: the sample is of the raster as it is. Burn them first, where the edited polygons are the map.</source>
        <translation>Se editaron polígonos de esta ejecución y no se grabaron en su ráster de clases: la muestra es del ráster tal como está. Grábelos primero si los polígonos editados son el mapa.</translation>
    </message>
    <message>
        <source>Producer&apos;s accuracy</source>
        <translation>Exactitud del productor</translation>
    </message>
    <message>
        <source>Remove one of them.</source>
        <translation>Elimine uno de ellos.</translation>
    </message>
    <message>
        <source>Remove points that you added: only drawn ones count.</source>
        <translation>Elimine los puntos que añadió: solo cuentan los extraídos.</translation>
    </message>
    <message>
        <source>Rows: what the map says. Columns: what was judged.</source>
        <translation>Filas: lo que dice el mapa. Columnas: lo que se juzgó.</translation>
    </message>
    <message>
        <source>The map and its points</source>
        <translation>El mapa y sus puntos</translation>
    </message>
    <message>
        <source>The map has changed since its points were drawn: the report is about the map as it was then. Draw a new sample for the map as it is.</source>
        <translation>El mapa ha cambiado desde que se extrajeron sus puntos: el informe trata del mapa como era entonces. Extraiga una muestra nueva para el mapa tal como es.</translation>
    </message>
    <message>
        <source>The map has no more than {given} pixels: each of them is a point.</source>
        <translation>El mapa no tiene más de {given} píxeles: cada uno es un punto.</translation>
    </message>
    <message>
        <source>The seed is a whole number from 0 on.</source>
        <translation>La semilla es un número entero desde 0.</translation>
    </message>
    <message>
        <source>Two points of {name} have the id {values}.</source>
        <translation>Dos puntos de {name} tienen el id {values}.</translation>
    </message>
    <message>
        <source>User&apos;s accuracy</source>
        <translation>Exactitud del usuario</translation>
    </message>
    <message>
        <source>User&apos;s accuracy: how much of what the map calls by a name is that. Producer&apos;s accuracy: how much of what is that the map has found. The estimated area is corrected by the errors that were found.</source>
        <translation>Exactitud del usuario: cuánto de lo que el mapa llama así lo es. Exactitud del productor: cuánto de lo que lo es ha encontrado el mapa. El área estimada está corregida por los errores hallados.</translation>
    </message>
    <message>
        <source>Writing the points</source>
        <translation>Escribiendo los puntos</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Escribiendo el informe</translation>
    </message>
    <message>
        <source>You may stop: overall accuracy is {value} ± {half}.</source>
        <translation>Puede parar: la exactitud global es {value} ± {half}.</translation>
    </message>
    <message>
        <source>{judged} of {drawn} points were judged.</source>
        <translation>Se juzgaron {judged} de {drawn} puntos.</translation>
    </message>
    <message>
        <source>{name} has a point that was not drawn.</source>
        <translation>{name} tiene un punto que no se extrajo.</translation>
    </message>
    <message>
        <source>{name} has no field “{id}” or “{label_id}” any more.</source>
        <translation>{name} ya no tiene el campo «{id}» o «{label_id}».</translation>
    </message>
    <message>
        <source>{name} holds one class only: there is nothing to confuse.</source>
        <translation>{name} contiene una sola clase: no hay nada que confundir.</translation>
    </message>
    <message>
        <source>{name} is no class raster.</source>
        <translation>{name} no es un ráster de clases.</translation>
    </message>
    <message>
        <source>{name} is no sample of points of a map.</source>
        <translation>{name} no es una muestra de puntos de un mapa.</translation>
    </message>
    <message>
        <source>{path} holds no finished map.</source>
        <translation>{path} no contiene ningún mapa terminado.</translation>
    </message>
    <message>
        <source>“{allocation}” is no way to share points among classes.</source>
        <translation>«{allocation}» no es una forma de repartir puntos entre clases.</translation>
    </message>
    <message>
        <source>Choose points that Terralex has drawn.</source>
        <translation>Elija puntos que haya extraído Terralex.</translation>
    </message>
    <message>
        <source>Names of reviewers, too</source>
        <translation>También los revisores</translation>
    </message>
    <message>
        <source>The field “reviewer”; it is empty unless people switched it on in the review.</source>
        <translation>El campo «reviewer»; está vacío si nadie lo activó en la revisión.</translation>
    </message>
    <message>
        <source>The field “reviewer”; it is empty unless people switched it on in the review</source>
        <translation>El campo «reviewer»; está vacío si nadie lo activó en la revisión</translation>
    </message>
    <message>
        <source>Mend</source>
        <translation>Reparar</translation>
    </message>
    <message>
        <source>The newest wins</source>
        <translation>Vale lo más nuevo</translation>
    </message>
    <message>
        <source>Gaps now: {n}, {area}.</source>
        <translation>Huecos ahora: {n}, {area}.</translation>
    </message>
    <message>
        <source>Overlaps now: {n}, {area}.</source>
        <translation>Solapes ahora: {n}, {area}.</translation>
    </message>
    <message>
        <source>Save the polygons in the system of the picture first.</source>
        <translation>Guarde antes los polígonos en el sistema de la imagen.</translation>
    </message>
    <message>
        <source>By the picture&apos;s colours: a click makes it {name}. The wheel sizes it, Esc ends.</source>
        <translation>Según los colores de la imagen: un clic lo convierte en {name}. La rueda cambia el tamaño, Esc termina.</translation>
    </message>
    <message>
        <source>A smaller brush or wand</source>
        <translation>Un pincel o una varita más pequeños</translation>
    </message>
    <message>
        <source>A larger brush or wand</source>
        <translation>Un pincel o una varita más grandes</translation>
    </message>
    <message>
        <source>Wand: what looks alike around the mouse gets a class</source>
        <translation>Varita: lo parecido recibe una clase</translation>
    </message>
    <message>
        <source>Wand</source>
        <translation>Varita</translation>
    </message>
    <message>
        <source>No picture is seen here. Show the raster below the polygons.</source>
        <translation>Aquí no se ve ninguna imagen. Muestre el ráster debajo de los polígonos.</translation>
    </message>
    <message>
        <source>Colours up to {n} away look alike.</source>
        <translation>Los colores a una distancia de hasta {n} se consideran parecidos.</translation>
    </message>
    <message>
        <source>By what the run has seen: a click makes it {name}. The wheel sizes it, Esc ends.</source>
        <translation>Según lo que vio la ejecución: un clic lo convierte en {name}. La rueda cambia el tamaño, Esc termina.</translation>
    </message>
    <message>
        <source>Terralex: wand</source>
        <translation>Terralex: varita</translation>
    </message>
    <message>
        <source>Point at what is to be of the class: the wheel makes it larger and smaller.</source>
        <translation>Señale lo que debe ser de la clase: la rueda lo hace mayor y menor.</translation>
    </message>
    <message>
        <source>What is alike by {n} or more belongs to it.</source>
        <translation>Lo que se parece en un {n} o más pertenece a ello.</translation>
    </message>
    <message>
        <source>Found what looks alike</source>
        <translation>Se encontró lo parecido</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licencia</translation>
    </message>
    <message>
        <source>Of the labels; written into data sets.</source>
        <translation>De las etiquetas; se escribe en los conjuntos de datos.</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>Reconocimiento</translation>
    </message>
    <message>
        <source>Whom to name; written into data sets.</source>
        <translation>A quién nombrar; se escribe en los conjuntos de datos.</translation>
    </message>
    <message>
        <source>{cut_off} corrected polygons of {run} reach beyond the data of this run and end at its edge. They are whole in {file}.</source>
        <translation>{cut_off} polígonos corregidos de {run} sobrepasan los datos de esta ejecución y terminan en su borde. Están enteros en {file}.</translation>
    </message>
    <message>
        <source>Learn from corrections</source>
        <translation>Aprender de las correcciones</translation>
    </message>
    <message>
        <source>Learns from the polygons of a finished run that you reviewed or changed, and writes a new map beside the old one. Corrected polygons stay as they are; no file is replaced.

The log says how it did on corrections that were held back. “Take back” shows what was before the last lesson, with what you corrected since. Save edits before.</source>
        <translation>Aprende de los polígonos de una ejecución terminada que usted revisó o cambió, y escribe un mapa nuevo junto al anterior. Los polígonos corregidos quedan como están; no se sustituye ningún archivo.

El registro dice qué tal le fue con correcciones apartadas. «Deshacer» muestra lo que había antes de la última lección, con lo que usted corrigió desde entonces. Guarde antes los cambios.</translation>
    </message>
    <message>
        <source>The folder that holds recipe.json and segments.gpkg.</source>
        <translation>La carpeta que contiene recipe.json y segments.gpkg.</translation>
    </message>
    <message>
        <source>Way of learning</source>
        <translation>Forma de aprender</translation>
    </message>
    <message>
        <source>The manual page on teaching says what each does.</source>
        <translation>La página del manual sobre el aprendizaje dice qué hace cada una.</translation>
    </message>
    <message>
        <source>Look again at what is not kept</source>
        <translation>Volver a mirar lo que no se conserva</translation>
    </message>
    <message>
        <source>Else the run is refused where parts of the image are not kept any more, and their number is told.</source>
        <translation>Si no, se rechaza cuando hay partes de la imagen que ya no se conservan, y se dice cuántas son.</translation>
    </message>
    <message>
        <source>Take back the last lesson</source>
        <translation>Deshacer la última lección</translation>
    </message>
    <message>
        <source>As one more map; what you corrected since stays.</source>
        <translation>Como un mapa más; lo que usted corrigió desde entonces queda.</translation>
    </message>
    <message>
        <source>Confidence raster</source>
        <translation>Ráster de confianza</translation>
    </message>
    <message>
        <source>What was learned (JSON)</source>
        <translation>Lo aprendido (JSON)</translation>
    </message>
    <message>
        <source>Number of the new files</source>
        <translation>Número de los archivos nuevos</translation>
    </message>
    <message>
        <source>Learning from your corrections</source>
        <translation>Aprender de sus correcciones</translation>
    </message>
    <message>
        <source>Learning from your corrections…</source>
        <translation>Aprendiendo de sus correcciones…</translation>
    </message>
    <message>
        <source>before it learns from them</source>
        <translation>antes de aprender de ellos</translation>
    </message>
    <message>
        <source>{missing} Do that now? It takes as long as a part of a run.</source>
        <translation>{missing} ¿Hacerlo ahora? Tarda lo que una parte de una ejecución.</translation>
    </message>
    <message>
        <source>The new map is in {folder}.</source>
        <translation>El mapa nuevo está en {folder}.</translation>
    </message>
    <message>
        <source>Learned from {n} corrected polygons.</source>
        <translation>Se ha aprendido de {n} polígonos corregidos.</translation>
    </message>
    <message>
        <source>On some that were held back: {before} % right before, {after} % after.</source>
        <translation>En algunos reservados: {before} % correcto antes, {after} % después.</translation>
    </message>
    <message>
        <source>{n} % of the map changed.</source>
        <translation>Ha cambiado el {n} % del mapa.</translation>
    </message>
    <message>
        <source>Learn from what was reviewed</source>
        <translation>Aprender de lo revisado</translation>
    </message>
    <message>
        <source>Hold: what was before, left of the mouse</source>
        <translation>Mantener: lo de antes, a la izquierda del ratón</translation>
    </message>
    <message>
        <source>Learn from these</source>
        <translation>Aprender de estos</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>Nothing was learned in this result yet.</source>
        <translation>En este resultado aún no se ha aprendido nada.</translation>
    </message>
    <message>
        <source>Bring it back.</source>
        <translation>Recupérelo.</translation>
    </message>
    <message>
        <source>Choose another run.</source>
        <translation>Elija otra ejecución.</translation>
    </message>
    <message>
        <source>Features of {missing} of {windows} windows are not kept any more and have to be encoded again.</source>
        <translation>Las características de {missing} de {windows} ventanas ya no se conservan y hay que calcularlas de nuevo.</translation>
    </message>
    <message>
        <source>Few corrections change little: {strength} of what was learned is applied.</source>
        <translation>Pocas correcciones cambian poco: se aplica el {strength} de lo aprendido.</translation>
    </message>
    <message>
        <source>Learning from the corrections</source>
        <translation>Aprendiendo de las correcciones</translation>
    </message>
    <message>
        <source>Looking at the corrections</source>
        <translation>Mirando las correcciones</translation>
    </message>
    <message>
        <source>Looking at the map</source>
        <translation>Mirando el mapa</translation>
    </message>
    <message>
        <source>Looking at what is on the screen</source>
        <translation>Mirando lo que se ve en pantalla</translation>
    </message>
    <message>
        <source>Nothing of this run&apos;s features is kept any more.</source>
        <translation>Ya no se conserva ninguna característica de esta ejecución.</translation>
    </message>
    <message>
        <source>Nothing to learn from: no polygon of this run is reviewed or was changed by hand.</source>
        <translation>No hay de qué aprender: ningún polígono de esta ejecución está revisado ni cambiado a mano.</translation>
    </message>
    <message>
        <source>Nothing was taught in this run that could be taken back.</source>
        <translation>En esta ejecución no se enseñó nada que se pueda deshacer.</translation>
    </message>
    <message>
        <source>On corrections held back: {before} right before, {after} after.</source>
        <translation>En las correcciones apartadas: {before} bien antes, {after} después.</translation>
    </message>
    <message>
        <source>Paper mode keeps no features, so that nothing can be taught.</source>
        <translation>El modo «paper» no conserva características, así que no se puede enseñar nada.</translation>
    </message>
    <message>
        <source>Reading the polygons</source>
        <translation>Leyendo los polígonos</translation>
    </message>
    <message>
        <source>Review polygons that are larger than a few pixels.</source>
        <translation>Revise polígonos de más de unos pocos píxeles.</translation>
    </message>
    <message>
        <source>Review some polygons first: give each its class, or accept it.</source>
        <translation>Revise antes algunos polígonos: dé a cada uno su clase, o acéptelo.</translation>
    </message>
    <message>
        <source>Run it again with the method ovdiff.</source>
        <translation>Ejecútela de nuevo con el método ovdiff.</translation>
    </message>
    <message>
        <source>Run it again, then teach it.</source>
        <translation>Ejecútela de nuevo y luego enséñele.</translation>
    </message>
    <message>
        <source>Run it with another preset.</source>
        <translation>Ejecútela con otro preajuste.</translation>
    </message>
    <message>
        <source>Show another part of it.</source>
        <translation>Muestre otra parte.</translation>
    </message>
    <message>
        <source>There is no way of teaching called “{way}”.</source>
        <translation>No hay una forma de enseñar llamada «{way}».</translation>
    </message>
    <message>
        <source>This part of the map is larger than {largest} pixels.</source>
        <translation>Esta parte del mapa mide más de {largest} píxeles.</translation>
    </message>
    <message>
        <source>This part of the map lies beside the run&apos;s raster.</source>
        <translation>Esta parte del mapa queda fuera del ráster de la ejecución.</translation>
    </message>
    <message>
        <source>What this run&apos;s method keeps has no places, so that it cannot be taught.</source>
        <translation>Lo que conserva el método de esta ejecución no tiene lugares, así que no se le puede enseñar.</translation>
    </message>
    <message>
        <source>What was corrected since does not fit into the polygons of before without gaps; look for them.</source>
        <translation>Lo corregido desde entonces no encaja sin huecos en los polígonos de antes; búsquelos.</translation>
    </message>
    <message>
        <source>Zoom in, or teach the whole run.</source>
        <translation>Acerque la vista, o enseñe toda la ejecución.</translation>
    </message>
    <message>
        <source>{gone}, which was there before the teaching, is gone.</source>
        <translation>Falta {gone}, que estaba antes de enseñar.</translation>
    </message>
    <message>
        <source>{some} cells of the map in {rounds} rounds</source>
        <translation>{some} celdas del mapa en {rounds} rondas</translation>
    </message>
    <message>
        <source>{unknown} corrected polygons are of classes that the run did not look for; they stay as they are.</source>
        <translation>{unknown} polígonos corregidos son de clases que la ejecución no buscó; quedan como están.</translation>
    </message>
    <message>
        <source>Bring it back from a copy of the folder.</source>
        <translation>Recupérelo de una copia de la carpeta.</translation>
    </message>
    <message>
        <source>Prototypes that the corrections gave: {centres}</source>
        <translation>Prototipos de las correcciones: {centres}</translation>
    </message>
    <message>
        <source>What was taught stands in {name}, which is damaged.</source>
        <translation>Lo enseñado está en {name}, que está dañado.</translation>
    </message>
    <message>
        <source>The current point</source>
        <translation>El punto actual</translation>
    </message>
    <message>
        <source>Back to the polygons</source>
        <translation>Volver a los polígonos</translation>
    </message>
    <message>
        <source>Your answers are saved; “Accuracy…” goes on with them</source>
        <translation>Sus respuestas están guardadas; «Exactitud…» continúa con ellas</translation>
    </message>
    <message>
        <source>{n} of {all} points judged</source>
        <translation>{n} de {all} puntos juzgados</translation>
    </message>
    <message>
        <source>Point {n}: what is in the square?</source>
        <translation>Punto {n}: ¿qué hay en el cuadrado?</translation>
    </message>
    <message>
        <source>Choose a raster that is one, such as a GeoTIFF.</source>
        <translation>Elija un ráster que lo sea, como un GeoTIFF.</translation>
    </message>
    <message>
        <source>Draws points at random in each class of a map, for a person to say what is there.

Judge them with “Accuracy…” in Terralex's panel, or in AcATaMa, whose answers are a file of their own; “Accuracy report” then says how right the map is. The points do not say what the map has there, so that nobody is led by it.</source>
        <translation>Sortea puntos en cada clase de un mapa, para que alguien diga qué hay allí.

Júzguelos con «Exactitud…» en el panel de Terralex, o en AcATaMa, cuyas respuestas son un archivo propio; el «Informe de exactitud» dice luego cuánto acierta el mapa. Los puntos no dicen qué tiene el mapa allí, para que nadie se deje llevar.</translation>
    </message>
    <message>
        <source>Answers of another program</source>
        <translation>Respuestas de otro programa</translation>
    </message>
    <message>
        <source>What AcATaMa has saved of these points, if they were judged there.</source>
        <translation>Lo que AcATaMa guardó de estos puntos, si se juzgaron allí.</translation>
    </message>
    <message>
        <source>That of the run</source>
        <translation>El de la ejecución</translation>
    </message>
    <message>
        <source>Raster of the chips</source>
        <translation>Ráster de los recortes</translation>
    </message>
    <message>
        <source>What chips are cut from; choose another one where the run&apos;s has moved</source>
        <translation>De dónde se cortan los recortes; elija otro si el de la ejecución se movió</translation>
    </message>
    <message>
        <source>Next polygon or point</source>
        <translation>Polígono o punto siguiente</translation>
    </message>
    <message>
        <source>Previous polygon or point</source>
        <translation>Polígono o punto anterior</translation>
    </message>
    <message>
        <source>Accuracy: take back what was said of the point</source>
        <translation>Exactitud: retirar la respuesta de este punto</translation>
    </message>
    <message>
        <source>Judge points of the map, to know how right it is</source>
        <translation>Juzgar puntos del mapa para saber cuánto acierta</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Borrar</translation>
    </message>
    <message>
        <source>Choose the answers to this sample, in the coordinates of its points.</source>
        <translation>Elija las respuestas a esta muestra, en las coordenadas de sus puntos.</translation>
    </message>
    <message>
        <source>It needs the fields ID and Label, as AcATaMa saves them, or id and label_id.</source>
        <translation>Necesita los campos ID y Label, como los guarda AcATaMa, o id y label_id.</translation>
    </message>
    <message>
        <source>Point {values} of {name} does not lie where it was drawn.</source>
        <translation>El punto {values} de {name} no está donde se sorteó.</translation>
    </message>
    <message>
        <source>{name} does not say which class its points have.</source>
        <translation>{name} no dice qué clase tienen sus puntos.</translation>
    </message>
    <message>
        <source>Nothing was done: edits that are not saved would be missing in the new map.</source>
        <translation>No se ha hecho nada: los cambios sin guardar faltarían en el mapa nuevo.</translation>
    </message>
    <message>
        <source>Looking at the pictures…</source>
        <translation>Mirando las imágenes…</translation>
    </message>
    <message>
        <source>Terralex: gallery</source>
        <translation>Terralex: galería</translation>
    </message>
    <message>
        <source>Drag a box on the map around what is {name}; Esc to stop.</source>
        <translation>Arrastre en el mapa un rectángulo alrededor de lo que es {name}; Esc para parar.</translation>
    </message>
    <message>
        <source>Draw the box inside the result.</source>
        <translation>Dibuje el rectángulo dentro del resultado.</translation>
    </message>
    <message>
        <source>before chips are cut from them</source>
        <translation>antes de sacar recortes de ellos</translation>
    </message>
    <message>
        <source>No polygon of {name} is selected or reviewed.</source>
        <translation>Ningún polígono de {name} está seleccionado o revisado.</translation>
    </message>
    <message>
        <source>Review some first, or select those that are meant.</source>
        <translation>Revise antes algunos, o seleccione los deseados.</translation>
    </message>
    <message>
        <source>Cutting chips…</source>
        <translation>Sacando recortes…</translation>
    </message>
    <message>
        <source>Cutting chips</source>
        <translation>Sacar recortes</translation>
    </message>
    <message>
        <source>The gallery of “{layer}” has changes that its map does not show yet.</source>
        <translation>La galería de «{layer}» tiene cambios que su mapa aún no muestra.</translation>
    </message>
    <message>
        <source>Press Apply or Take back there first.</source>
        <translation>Pulse allí antes «Aplicar» o «Deshacer».</translation>
    </message>
    <message>
        <source>The pictures count as the map shows it.</source>
        <translation>Las imágenes cuentan tal como muestra el mapa.</translation>
    </message>
    <message>
        <source>This is rough: the whole map follows when you pause, or press Apply.</source>
        <translation>Esto es aproximado: el mapa entero sigue cuando haga una pausa o pulse «Aplicar».</translation>
    </message>
    <message>
        <source>The map follows…</source>
        <translation>El mapa sigue…</translation>
    </message>
    <message>
        <source>Choosing pictures</source>
        <translation>Elegir imágenes</translation>
    </message>
    <message>
        <source>Your edits are not saved yet. Press Apply: they are saved, and the whole map follows.</source>
        <translation>Sus cambios aún no están guardados. Pulse «Aplicar»: se guardan, y el mapa entero sigue.</translation>
    </message>
    <message>
        <source>before the whole map follows</source>
        <translation>antes de que siga el mapa entero</translation>
    </message>
    <message>
        <source>The whole map does not follow yet. Change something, or press Apply again.</source>
        <translation>El mapa entero aún no sigue. Cambie algo, o pulse «Aplicar» otra vez.</translation>
    </message>
    <message>
        <source>The whole map follows in the background…</source>
        <translation>El mapa entero sigue en segundo plano…</translation>
    </message>
    <message>
        <source>Stopped. Press Apply, and the whole map follows.</source>
        <translation>Parado. Pulse «Aplicar», y el mapa entero sigue.</translation>
    </message>
    <message>
        <source>The whole map follows your choice of pictures.</source>
        <translation>El mapa entero sigue su elección de imágenes.</translation>
    </message>
    <message>
        <source>The whole map follows your choice of pictures: {n} % of it changed.</source>
        <translation>El mapa entero sigue su elección de imágenes: cambió el {n} %.</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>Galería</translation>
    </message>
    <message>
        <source>What the machine thinks each class is</source>
        <translation>Lo que la máquina cree que es cada clase</translation>
    </message>
    <message>
        <source>Describe the class in other words, separated by |; Enter draws them. Empty: its own</source>
        <translation>Describa la clase con otras palabras, separadas por |; Intro las dibuja. Vacío: las propias</translation>
    </message>
    <message>
        <source>Support pictures</source>
        <translation>Imágenes de apoyo</translation>
    </message>
    <message>
        <source>Own chips</source>
        <translation>Recortes propios</translation>
    </message>
    <message>
        <source>Reject (R)</source>
        <translation>Rechazar (R)</translation>
    </message>
    <message>
        <source>Favour (F)</source>
        <translation>Favorecer (F)</translation>
    </message>
    <message>
        <source>The selected pictures take no part; again, and they do</source>
        <translation>Las imágenes seleccionadas no cuentan; otra vez, y vuelven a contar</translation>
    </message>
    <message>
        <source>The selected pictures count three times; again, and they count as others do</source>
        <translation>Las imágenes seleccionadas cuentan el triple; otra vez, y cuentan como las demás</translation>
    </message>
    <message>
        <source>More pictures</source>
        <translation>Más imágenes</translation>
    </message>
    <message>
        <source>Add chips</source>
        <translation>Añadir</translation>
    </message>
    <message>
        <source>Have {n} more drawn of each word</source>
        <translation>Hacer dibujar {n} más de cada palabra</translation>
    </message>
    <message>
        <source>The selected chips take no part; again, and they do</source>
        <translation>Los recortes seleccionados no cuentan; otra vez, y vuelven a contar</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Aplicar</translation>
    </message>
    <message>
        <source>Let the whole map follow now</source>
        <translation>Hacer que el mapa entero siga ahora</translation>
    </message>
    <message>
        <source>What was there before the last change; what you corrected since stays</source>
        <translation>Lo que había antes del último cambio; lo que corrigió desde entonces se queda</translation>
    </message>
    <message>
        <source>From a box on the map</source>
        <translation>De un rectángulo en el mapa</translation>
    </message>
    <message>
        <source>From reviewed polygons</source>
        <translation>De polígonos revisados</translation>
    </message>
    <message>
        <source>From image files…</source>
        <translation>De archivos de imagen…</translation>
    </message>
    <message>
        <source>&amp;Class</source>
        <translation>&amp;Clase</translation>
    </message>
    <message>
        <source>&amp;Words</source>
        <translation>&amp;Palabras</translation>
    </message>
    <message>
        <source>About the gallery</source>
        <translation>Sobre la galería</translation>
    </message>
    <message>
        <source>The method of this run draws nothing, so there are no pictures to choose from.</source>
        <translation>El método de esta ejecución no dibuja nada, así que no hay imágenes que elegir.</translation>
    </message>
    <message>
        <source>{word}, picture {n}, {place} by how typical it is</source>
        <translation>{word}, imagen {n}, puesto {place} por lo típica que es</translation>
    </message>
    <message>
        <source>no region was found, the whole picture counts</source>
        <translation>no se halló región, cuenta la imagen entera</translation>
    </message>
    <message>
        <source>Own chip {n}</source>
        <translation>Recorte propio {n}</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Imágenes</translation>
    </message>
    <message>
        <source>Images of the class</source>
        <translation>Imágenes de la clase</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>rechazada</translation>
    </message>
    <message>
        <source>favoured</source>
        <translation>favorecida</translation>
    </message>
    <message>
        <source>Pictures, most typical first: {n}</source>
        <translation>Imágenes, las más típicas primero: {n}</translation>
    </message>
    <message>
        <source>{n} rejected</source>
        <translation>{n} rechazadas</translation>
    </message>
    <message>
        <source>{n} favoured</source>
        <translation>{n} favorecidas</translation>
    </message>
    <message>
        <source>Own chips, each counts as a favoured picture: {n}</source>
        <translation>Recortes propios, cada uno cuenta como una imagen favorecida: {n}</translation>
    </message>
    <message>
        <source>Own chips: none yet. Drop image files here, or add them below.</source>
        <translation>Recortes propios: aún ninguno. Suelte aquí archivos de imagen, o añádalos abajo.</translation>
    </message>
    <message>
        <source>before the earlier map comes back</source>
        <translation>antes de que vuelva el mapa anterior</translation>
    </message>
    <message>
        <source>The earlier map is back; {n} corrected polygons stay.</source>
        <translation>El mapa anterior ha vuelto; {n} polígonos corregidos se quedan.</translation>
    </message>
    <message>
        <source>Bringing the earlier map back</source>
        <translation>Recuperar el mapa anterior</translation>
    </message>
    <message>
        <source>You went on correcting meanwhile, so the map was not changed: save, and do it again.</source>
        <translation>Mientras tanto usted siguió corrigiendo, así que el mapa no cambió: guarde y hágalo otra vez.</translation>
    </message>
    <message>
        <source>Rough: what the map will be (temporary)</source>
        <translation>Aproximado: lo que será el mapa (temporal)</translation>
    </message>
    <message>
        <source>Not this one</source>
        <translation>Esta no</translation>
    </message>
    <message>
        <source>This picture takes no part in {name} any more; the map follows</source>
        <translation>Esta imagen ya no cuenta para {name}; el mapa sigue</translation>
    </message>
    <message>
        <source>Not this one: picture {n} of {word}</source>
        <translation>Esta no: imagen {n} de {word}</translation>
    </message>
    <message>
        <source>Gallery: the pictures that each class was learned from</source>
        <translation>Galería: las imágenes de las que se aprendió cada clase</translation>
    </message>
    <message>
        <source>What was there before the last lesson or change of pictures; what you corrected since stays</source>
        <translation>Lo que había antes de la última lección o elección de imágenes; lo que corrigió desde entonces se queda</translation>
    </message>
    <message>
        <source>Gallery…</source>
        <translation>Galería…</translation>
    </message>
    <message>
        <source>A box has four numbers: left, bottom, right and top.</source>
        <translation>Un rectángulo tiene cuatro números: izquierda, abajo, derecha y arriba.</translation>
    </message>
    <message>
        <source>A picture of your own in this run&apos;s folder is damaged.</source>
        <translation>Una imagen propia en la carpeta de esta ejecución está dañada.</translation>
    </message>
    <message>
        <source>A piece is larger than the {side} x {side2} pixels of a picture; its middle was taken.</source>
        <translation>Un trozo es mayor que los {side} x {side2} píxeles de una imagen; se tomó su centro.</translation>
    </message>
    <message>
        <source>All pictures of “{word}” are rejected, and there is no picture of your own.</source>
        <translation>Todas las imágenes de «{word}» están rechazadas y no hay ninguna imagen propia.</translation>
    </message>
    <message>
        <source>Ask with --encode, or “Encode them” in the panel.</source>
        <translation>Pida con --encode, o elija «Calcularlas» en el panel.</translation>
    </message>
    <message>
        <source>Choose again.</source>
        <translation>Elija otra vez.</translation>
    </message>
    <message>
        <source>Choose it again in the newest layer of this run.</source>
        <translation>Elíjalo otra vez en la capa más reciente de esta ejecución.</translation>
    </message>
    <message>
        <source>Cut out what shows the class.</source>
        <translation>Recorte lo que muestra la clase.</translation>
    </message>
    <message>
        <source>Draw a larger box, on the raster.</source>
        <translation>Dibuje un rectángulo mayor, sobre el ráster.</translation>
    </message>
    <message>
        <source>Draw it again.</source>
        <translation>Dibújelo otra vez.</translation>
    </message>
    <message>
        <source>Give a PNG, a JPEG or a TIFF file with 8 or 16 bits.</source>
        <translation>Dé un archivo PNG, JPEG o TIFF de 8 o 16 bits.</translation>
    </message>
    <message>
        <source>Give a larger picture.</source>
        <translation>Dé una imagen más grande.</translation>
    </message>
    <message>
        <source>Give a picture that is nearly square.</source>
        <translation>Dé una imagen casi cuadrada.</translation>
    </message>
    <message>
        <source>Give a picture that shows the class.</source>
        <translation>Dé una imagen que muestre la clase.</translation>
    </message>
    <message>
        <source>Give it again.</source>
        <translation>Déla otra vez.</translation>
    </message>
    <message>
        <source>Give one to {most_chips} at a time.</source>
        <translation>Dé de una a {most_chips} cada vez.</translation>
    </message>
    <message>
        <source>It was made with: {names}.</source>
        <translation>Se hizo con: {names}.</translation>
    </message>
    <message>
        <source>Its words: {words}.</source>
        <translation>Sus palabras: {words}.</translation>
    </message>
    <message>
        <source>Look at the gallery of this run again.</source>
        <translation>Mire otra vez la galería de esta ejecución.</translation>
    </message>
    <message>
        <source>Looking at the pictures of {word}</source>
        <translation>Mirando las imágenes de {word}</translation>
    </message>
    <message>
        <source>Picture {made} of {count}</source>
        <translation>Imagen {made} de {count}</translation>
    </message>
    <message>
        <source>Take it out, and give it again.</source>
        <translation>Quítela y déla otra vez.</translation>
    </message>
    <message>
        <source>Take it out, or give it again.</source>
        <translation>Quítela o déla otra vez.</translation>
    </message>
    <message>
        <source>Take one back, ask for more pictures, give one of your own, or choose other words for the class.</source>
        <translation>Recupere una, pida más imágenes, dé una propia o elija otras palabras para la clase.</translation>
    </message>
    <message>
        <source>The class “{name}” has no word “{word}”.</source>
        <translation>La clase «{name}» no tiene la palabra «{word}».</translation>
    </message>
    <message>
        <source>The method “{method}” draws no pictures in this run, so that none can be chosen.</source>
        <translation>El método «{method}» no dibuja imágenes en esta ejecución, de modo que no se puede elegir ninguna.</translation>
    </message>
    <message>
        <source>The picture of your own {key}… is not in this run's folder, or is damaged.</source>
        <translation>La imagen propia {key}… no está en la carpeta de esta ejecución o está dañada.</translation>
    </message>
    <message>
        <source>The picture of your own {key}… is not in this run's folder.</source>
        <translation>La imagen propia {key}… no está en la carpeta de esta ejecución.</translation>
    </message>
    <message>
        <source>The run has no class “{name}”.</source>
        <translation>La ejecución no tiene la clase «{name}».</translation>
    </message>
    <message>
        <source>This piece of the map holds no pixel of the run&apos;s raster.</source>
        <translation>Este trozo del mapa no contiene ningún píxel del ráster de la ejecución.</translation>
    </message>
    <message>
        <source>What was chosen of the support pictures cannot be understood.</source>
        <translation>No se entiende lo que se eligió de las imágenes.</translation>
    </message>
    <message>
        <source>{count} pictures were given.</source>
        <translation>Se dieron {count} imágenes.</translation>
    </message>
    <message>
        <source>{name} cannot be read as a picture.</source>
        <translation>{name} no se puede leer como imagen.</translation>
    </message>
    <message>
        <source>{name} has no polygon {gone}.</source>
        <translation>{name} no tiene el polígono {gone}.</translation>
    </message>
    <message>
        <source>{name} has too many pixels.</source>
        <translation>{name} tiene demasiados píxeles.</translation>
    </message>
    <message>
        <source>{name} has {cols} x {rows} pixels and was shrunk to {side}.</source>
        <translation>{name} tiene {cols} x {rows} píxeles y se redujo a {side}.</translation>
    </message>
    <message>
        <source>{name} has {cols} x {rows} pixels; that shows nothing.</source>
        <translation>{name} tiene {cols} x {rows} píxeles; eso no muestra nada.</translation>
    </message>
    <message>
        <source>{name} is a strip of {cols} x {rows} pixels.</source>
        <translation>{name} es una tira de {cols} x {rows} píxeles.</translation>
    </message>
    <message>
        <source>{name} is transparent everywhere.</source>
        <translation>{name} es transparente por completo.</translation>
    </message>
    <message>
        <source>“{word}” has no picture {beyond}: its {count} pictures count from 0.</source>
        <translation>«{word}» no tiene la imagen {beyond}: sus {count} imágenes se cuentan desde 0.</translation>
    </message>
    <message>
        <source>Give a plain file of at most {most_mb} MB.</source>
        <translation>Dé un archivo normal de {most_mb} MB como máximo.</translation>
    </message>
    <message>
        <source>Imagining {word}: picture {picture} of {n}</source>
        <translation>Dibujando {word}: imagen {picture} de {n}</translation>
    </message>
    <message>
        <source>Pictures of {found} found</source>
        <translation>Ya hay imágenes de {found}</translation>
    </message>
    <message>
        <source>your own chip {n} of {word}</source>
        <translation>su propio recorte {n} de {word}</translation>
    </message>
    <message>
        <source>The map does not show yet what was chosen.</source>
        <translation>El mapa todavía no muestra lo que se eligió.</translation>
    </message>
    <message>
        <source>Press Apply, and save the class when it is done.</source>
        <translation>Pulse Aplicar y guarde la clase cuando termine.</translation>
    </message>
    <message>
        <source>“{name}” is saved: {file}, {n} pictures.</source>
        <translation>«{name}» está guardada: {file}, {n} imágenes.</translation>
    </message>
    <message>
        <source>Saving the class…</source>
        <translation>Guardando la clase…</translation>
    </message>
    <message>
        <source>Terralex: saving a class</source>
        <translation>Terralex: guardando una clase</translation>
    </message>
    <message>
        <source>Save the class…</source>
        <translation>Guardar la clase…</translation>
    </message>
    <message>
        <source>As a file for a colleague, who finds the same with it</source>
        <translation>Como archivo para un colega, que con él encuentra lo mismo</translation>
    </message>
    <message>
        <source>From a class file. Other words draw it anew.</source>
        <translation>De un archivo de clase. Otras palabras la dibujan de nuevo.</translation>
    </message>
    <message>
        <source>Class files (*.terraclass)</source>
        <translation>Archivos de clase (*.terraclass)</translation>
    </message>
    <message>
        <source>Save the class</source>
        <translation>Guardar la clase</translation>
    </message>
    <message>
        <source>The file of “{name}” would hold {n} pieces of your imagery.</source>
        <translation>El archivo de «{name}» contendría {n} recortes de sus imágenes.</translation>
    </message>
    <message>
        <source>Whoever gets it can see them. Without pictures it holds numbers alone, and works as well.</source>
        <translation>Quien lo reciba podrá verlos. Sin imágenes solo contiene números y funciona igual.</translation>
    </message>
    <message>
        <source>With pictures</source>
        <translation>Con imágenes</translation>
    </message>
    <message>
        <source>Without pictures</source>
        <translation>Sin imágenes</translation>
    </message>
    <message>
        <source>Terralex: loading {name}</source>
        <translation>Terralex: cargando {name}</translation>
    </message>
    <message>
        <source>“{name}” can be used with the pack “{pack}”{version} alone: choose it before you run.</source>
        <translation>«{name}» solo se puede usar con el paquete «{pack}»{version}: elíjalo antes de ejecutar.</translation>
    </message>
    <message>
        <source>“{name}” is in the list. It looks like what its file holds: {n} pictures, none is drawn anew.</source>
        <translation>«{name}» está en la lista. Su aspecto lo da el archivo: {n} imágenes, ninguna se dibuja de nuevo.</translation>
    </message>
    <message>
        <source>“{name}” is in the list. It looks like what its file holds; no picture came with it.</source>
        <translation>«{name}» está en la lista. Su aspecto lo da el archivo; no vino con imágenes.</translation>
    </message>
    <message>
        <source>Load a class…</source>
        <translation>Cargar una clase…</translation>
    </message>
    <message>
        <source>Load a class</source>
        <translation>Cargar una clase</translation>
    </message>
    <message>
        <source>From a class file: its pictures are not drawn anew.</source>
        <translation>De un archivo de clase: sus imágenes no se dibujan de nuevo.</translation>
    </message>
    <message>
        <source>The place resembles {word} as its class file has it. No picture came with that.</source>
        <translation>El lugar se parece a {word} según su archivo de clase. No vino con ninguna imagen.</translation>
    </message>
    <message>
        <source>Ask for the file again, or type the class instead.</source>
        <translation>Pida el archivo otra vez, o escriba la clase en su lugar.</translation>
    </message>
    <message>
        <source>Bring that pack in, or ask for the class as yours makes it.</source>
        <translation>Traiga ese paquete, o pida la clase hecha con el suyo.</translation>
    </message>
    <message>
        <source>Choose a file that ends in .terraclass.</source>
        <translation>Elija un archivo que termine en .terraclass.</translation>
    </message>
    <message>
        <source>Choose a quicker preset, or ask for the class from a run of this preset.</source>
        <translation>Elija un ajuste más rápido, o pida la clase de una ejecución con este ajuste.</translation>
    </message>
    <message>
        <source>Choose that pack for the run, or ask for the class as yours makes it.</source>
        <translation>Elija ese paquete para la ejecución, o pida la clase hecha con el suyo.</translation>
    </message>
    <message>
        <source>Choose this method for the run, or type the class instead.</source>
        <translation>Elija ese método para la ejecución, o escriba la clase en su lugar.</translation>
    </message>
    <message>
        <source>Copy the file again; it may have no password.</source>
        <translation>Copie el archivo otra vez; no puede tener contraseña.</translation>
    </message>
    <message>
        <source>Give it other words, which draws it anew, or ask whoever saved it.</source>
        <translation>Dele otras palabras, lo que la dibuja de nuevo, o pregunte a quien la guardó.</translation>
    </message>
    <message>
        <source>Its classes are: {names}.</source>
        <translation>Sus clases son: {names}.</translation>
    </message>
    <message>
        <source>Load it again (“Load a class…”, or: terralex classes load FILE), or remove the class and type its name.</source>
        <translation>Cárguelo otra vez («Cargar una clase…», o: terralex classes load FILE), o quite la clase y escriba su nombre.</translation>
    </message>
    <message>
        <source>Load its file again (“Load a class…”, or: terralex classes load FILE).</source>
        <translation>Cargue su archivo otra vez («Cargar una clase…», o: terralex classes load FILE).</translation>
    </message>
    <message>
        <source>Load the class file again.</source>
        <translation>Cargue el archivo de clase otra vez.</translation>
    </message>
    <message>
        <source>Look whether it was moved, and choose it again.</source>
        <translation>Mire si se ha movido y elíjalo otra vez.</translation>
    </message>
    <message>
        <source>Run again with this class, and save it from there.</source>
        <translation>Ejecute otra vez con esta clase y guárdela desde allí.</translation>
    </message>
    <message>
        <source>Save it without pictures, or take words away from it.</source>
        <translation>Guárdela sin imágenes, o quítele palabras.</translation>
    </message>
    <message>
        <source>Save the class from a run that draws pictures of its words.</source>
        <translation>Guarde la clase de una ejecución que dibuje imágenes de sus palabras.</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Guardado</translation>
    </message>
    <message>
        <source>The class file of “{name}” is not on this computer any more.</source>
        <translation>El archivo de clase de «{name}» ya no está en este equipo.</translation>
    </message>
    <message>
        <source>The class “{manifest}” can be used with the pack “{made}”{version} alone, which is not here.</source>
        <translation>La clase «{manifest}» solo se puede usar con el paquete «{made}»{version}, que no está aquí.</translation>
    </message>
    <message>
        <source>The class “{manifest}” does not fit the pack “{name}” that it names.</source>
        <translation>La clase «{manifest}» no encaja con el paquete «{name}» que nombra.</translation>
    </message>
    <message>
        <source>The class “{manifest}” is too large for a class file.</source>
        <translation>La clase «{manifest}» es demasiado grande para un archivo de clase.</translation>
    </message>
    <message>
        <source>The class “{name}” comes from a class file: what it was learned from cannot be chosen here.</source>
        <translation>La clase «{name}» viene de un archivo de clase: aquí no se puede elegir de qué se aprendió.</translation>
    </message>
    <message>
        <source>The class “{name}” was learned from pictures for {gsd_m} m per pixel; this run looks at {gsd_m2} m.</source>
        <translation>La clase «{name}» se aprendió de imágenes de {gsd_m} m por píxel; esta ejecución mira a {gsd_m2} m.</translation>
    </message>
    <message>
        <source>The class “{name}” was made with a pack that is called {then} too, but is another one.</source>
        <translation>La clase «{name}» se hizo con un paquete que también se llama {then}, pero es otro.</translation>
    </message>
    <message>
        <source>The class “{name}” was made with fewer networks than this run uses: it lacks {lacking}.</source>
        <translation>La clase «{name}» se hizo con menos redes de las que usa esta ejecución: le falta {lacking}.</translation>
    </message>
    <message>
        <source>The class “{name}” was made with the method “{made}”.</source>
        <translation>La clase «{name}» se hizo con el método «{made}».</translation>
    </message>
    <message>
        <source>The class “{name}” was made with {then}, and this run uses {now}.</source>
        <translation>La clase «{name}» se hizo con {then}, y esta ejecución usa {now}.</translation>
    </message>
    <message>
        <source>The prototypes in {called} are not what its {manifest} tells of.</source>
        <translation>Los prototipos de {called} no son los que indica su {manifest}.</translation>
    </message>
    <message>
        <source>This method draws nothing: only the words of {names} are used, not the class file.</source>
        <translation>Este método no dibuja nada: de {names} solo se usan las palabras, no el archivo de clase.</translation>
    </message>
    <message>
        <source>This run compares texts alone: only the words of {names} are used, not the class file.</source>
        <translation>Esta ejecución solo compara textos: de {names} solo se usan las palabras, no el archivo de clase.</translation>
    </message>
    <message>
        <source>This run has drawn nothing of “{name}”: there are no prototypes to save.</source>
        <translation>Esta ejecución no ha dibujado nada de «{name}»: no hay prototipos que guardar.</translation>
    </message>
    <message>
        <source>This run has no class “{name}”.</source>
        <translation>Esta ejecución no tiene la clase «{name}».</translation>
    </message>
    <message>
        <source>What was loaded of the class “{name}” is damaged.</source>
        <translation>Lo que se cargó de la clase «{name}» está dañado.</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>Escribiendo {name}</translation>
    </message>
    <message>
        <source>{called} holds prototypes that are no numbers.</source>
        <translation>{called} contiene prototipos que no son números.</translation>
    </message>
    <message>
        <source>{called} holds {found}, which belongs into no class file.</source>
        <translation>{called} contiene {found}, que no pertenece a un archivo de clase.</translation>
    </message>
    <message>
        <source>{called} is no class file: it holds no {manifest}.</source>
        <translation>{called} no es un archivo de clase: no contiene {manifest}.</translation>
    </message>
    <message>
        <source>{called} is of a format that this version does not read.</source>
        <translation>{called} tiene un formato que esta versión no lee.</translation>
    </message>
    <message>
        <source>{called} lacks {name}, which its {manifest} lists.</source>
        <translation>A {called} le falta {name}, que figura en su {manifest}.</translation>
    </message>
    <message>
        <source>{manifest} in {called} is damaged.</source>
        <translation>{manifest} de {called} está dañado.</translation>
    </message>
    <message>
        <source>{name} contains {found}, a kind of file that can run code.</source>
        <translation>{name} contiene {found}, un tipo de archivo que puede ejecutar código.</translation>
    </message>
    <message>
        <source>{name} holds more than {members} files.</source>
        <translation>{name} contiene más de {members} archivos.</translation>
    </message>
    <message>
        <source>{name} in {called} is no picture of a class file.</source>
        <translation>{name} de {called} no es una imagen de un archivo de clase.</translation>
    </message>
    <message>
        <source>{name} in {called} is not the file that its {manifest} lists.</source>
        <translation>{name} de {called} no es el archivo que figura en su {manifest}.</translation>
    </message>
    <message>
        <source>{name} is loaded</source>
        <translation>{name} está cargado</translation>
    </message>
    <message>
        <source>{name} is not the class that it should be.</source>
        <translation>{name} no es la clase que debería ser.</translation>
    </message>
    <message>
        <source>{name} would grow to {total}; {total2} are the most.</source>
        <translation>{name} crecería hasta {total}; {total2} es el máximo.</translation>
    </message>
    <message>
        <source>{root} holds more than {members} files.</source>
        <translation>{root} contiene más de {members} archivos.</translation>
    </message>
    <message>
        <source>“{file}” is not the key of a class file.</source>
        <translation>«{file}» no es la clave de un archivo de clase.</translation>
    </message>
    <message>
        <source>“{name}” was added to the list by hand: the run has learned nothing of it.</source>
        <translation>«{name}» se añadió a la lista a mano: la ejecución no ha aprendido nada de ella.</translation>
    </message>
    <message>
        <source>“{wrong}” in the {manifest} of {called} is not what it should be.</source>
        <translation>«{wrong}» en el {manifest} de {called} no es lo que debería ser.</translation>
    </message>
    <message>
        <source>Scheduler of other machines</source>
        <translation>Planificador de otros ordenadores</translation>
    </message>
    <message>
        <source>A Dask scheduler whose machines do the blocks of a run, for example tls://192.168.1.20:8786; empty for this computer alone. The pixels go to those machines, and to no other.</source>
        <translation>Un planificador de Dask cuyos ordenadores hacen los bloques de una ejecución, por ejemplo tls://192.168.1.20:8786; vacío, solo este ordenador. Los píxeles van a esos ordenadores y a ningún otro.</translation>
    </message>
    <message>
        <source>Sched&amp;uler</source>
        <translation>Planificad&amp;or</translation>
    </message>
    <message>
        <source>Asking the workers at {scheduler}</source>
        <translation>Preguntando a los trabajadores de {scheduler}</translation>
    </message>
    <message>
        <source>Bring the same pack onto each machine (terralex packs fetch, or import).</source>
        <translation>Lleve el mismo paquete a cada ordenador (terralex packs fetch o import).</translation>
    </message>
    <message>
        <source>Each machine must find the raster under the same path, for example on a shared disk.</source>
        <translation>Cada ordenador debe encontrar el ráster en la misma ruta, por ejemplo en un disco compartido.</translation>
    </message>
    <message>
        <source>For other machines this Python needs the package {name}, which it lacks.</source>
        <translation>Para otros ordenadores este Python necesita el paquete {name}, que le falta.</translation>
    </message>
    <message>
        <source>Give --tls-ca, --tls-cert and --tls-key, or write them into Dask&apos;s own configuration (docs/cluster.md).</source>
        <translation>Indique --tls-ca, --tls-cert y --tls-key, o escríbalos en la configuración de Dask (docs/cluster.md).</translation>
    </message>
    <message>
        <source>Install it: {executable} -m pip install distributed</source>
        <translation>Instálelo: {executable} -m pip install distributed</translation>
    </message>
    <message>
        <source>Install the same version everywhere.</source>
        <translation>Instale la misma versión en todas partes.</translation>
    </message>
    <message>
        <source>Install the same versions everywhere: with others the map would be another one.</source>
        <translation>Instale las mismas versiones en todas partes: con otras el mapa sería otro.</translation>
    </message>
    <message>
        <source>Is it running, does it say the same address, and are the certificates of the same authority?</source>
        <translation>¿Está en marcha, indica la misma dirección y son los certificados de la misma autoridad?</translation>
    </message>
    <message>
        <source>Is there room on its disk?</source>
        <translation>¿Queda espacio en su disco?</translation>
    </message>
    <message>
        <source>No worker is left at {scheduler}.</source>
        <translation>No queda ningún trabajador en {scheduler}.</translation>
    </message>
    <message>
        <source>One block has ended {allowed_failures} workers at {scheduler}.</source>
        <translation>Un bloque ha terminado con {allowed_failures} trabajadores en {scheduler}.</translation>
    </message>
    <message>
        <source>Processors differ: torch computes with {mine} here, and otherwise on {unlike}. Single pixels may differ from a run on one machine.</source>
        <translation>Los procesadores difieren: torch calcula aquí con {mine}, y de otro modo en {unlike}. Algunos píxeles pueden diferir de una ejecución en un solo ordenador.</translation>
    </message>
    <message>
        <source>Run again.</source>
        <translation>Ejecútelo de nuevo.</translation>
    </message>
    <message>
        <source>Share one file, or copy it with its time of change (cp -p, rsync -t).</source>
        <translation>Comparta un solo archivo, o cópielo con su hora de modificación (cp -p, rsync -t).</translation>
    </message>
    <message>
        <source>Start workers, then run again with the same folder: it goes on where it was.</source>
        <translation>Inicie trabajadores y ejecútelo de nuevo con la misma carpeta: continúa donde estaba.</translation>
    </message>
    <message>
        <source>The bank of prototypes in {root} has lost an entry.</source>
        <translation>El banco de prototipos en {root} ha perdido una entrada.</translation>
    </message>
    <message>
        <source>The certificates for {scheduler} cannot be used: {strerror}.</source>
        <translation>Los certificados para {scheduler} no se pueden usar: {strerror}.</translation>
    </message>
    <message>
        <source>The request names a scheduler in a way that is not understood.</source>
        <translation>La solicitud nombra un planificador de un modo que no se entiende.</translation>
    </message>
    <message>
        <source>The scheduler {scheduler} does not answer.</source>
        <translation>El planificador {scheduler} no responde.</translation>
    </message>
    <message>
        <source>The scheduler {scheduler} is gone.</source>
        <translation>El planificador {scheduler} ya no está.</translation>
    </message>
    <message>
        <source>The worker {address} is gone; others do its blocks again.</source>
        <translation>El trabajador {address} ya no está; otros repiten sus bloques.</translation>
    </message>
    <message>
        <source>The worker {to} does not keep what it is sent.</source>
        <translation>El trabajador {to} no guarda lo que se le envía.</translation>
    </message>
    <message>
        <source>The worker {where} says: {message}</source>
        <translation>El trabajador {where} dice: {message}</translation>
    </message>
    <message>
        <source>The worker {worker} cannot read {path}.</source>
        <translation>El trabajador {worker} no puede leer {path}.</translation>
    </message>
    <message>
        <source>The worker {worker} finds another raster at {path}: content, size or time of change differ.</source>
        <translation>El trabajador {worker} encuentra otro ráster en {path}: el contenido, el tamaño o la hora de modificación son distintos.</translation>
    </message>
    <message>
        <source>The worker {worker} has another Terralex ({value}) than this computer ({said}).</source>
        <translation>El trabajador {worker} tiene otro Terralex ({value}) que este ordenador ({said}).</translation>
    </message>
    <message>
        <source>The worker {worker} has no GPU, and this run computes on one.</source>
        <translation>El trabajador {worker} no tiene GPU, y esta ejecución calcula en una.</translation>
    </message>
    <message>
        <source>The worker {worker} has {package} {here}, and this computer {there}.</source>
        <translation>El trabajador {worker} tiene {package} {here}, y este ordenador {there}.</translation>
    </message>
    <message>
        <source>The worker {worker} lacks the pack “{pack}”, or has another one of that name.</source>
        <translation>Al trabajador {worker} le falta el paquete «{pack}», o tiene otro con ese nombre.</translation>
    </message>
    <message>
        <source>They may have had too little memory: their logs say more. Then run again with the same folder.</source>
        <translation>Quizá tuvieron poca memoria: sus registros dicen más. Después ejecútelo de nuevo con la misma carpeta.</translation>
    </message>
    <message>
        <source>Use --device cpu.</source>
        <translation>Use --device cpu.</translation>
    </message>
    <message>
        <source>Use tls:// with certificates (docs/cluster.md). --insecure-scheduler goes there all the same.</source>
        <translation>Use tls:// con certificados (docs/cluster.md). --insecure-scheduler va allí de todos modos.</translation>
    </message>
    <message>
        <source>Workers at {where} do the blocks: {found}. They read {recipe} themselves.</source>
        <translation>Los trabajadores de {where} hacen los bloques: {found}. Leen {recipe} ellos mismos.</translation>
    </message>
    <message>
        <source>Write for example tls://192.168.1.20:8786.</source>
        <translation>Escriba por ejemplo tls://192.168.1.20:8786.</translation>
    </message>
    <message>
        <source>{address} is another machine, reached without encryption: whoever is in that network could read the pixels and run code.</source>
        <translation>{address} es otro ordenador al que se llega sin cifrado: quien esté en esa red podría leer los píxeles y ejecutar código.</translation>
    </message>
    <message>
        <source>{scheduler} is reached with certificates, and none are given.</source>
        <translation>A {scheduler} se llega con certificados, y no se ha indicado ninguno.</translation>
    </message>
    <message>
        <source>“{address}” is not the address of a scheduler.</source>
        <translation>«{address}» no es la dirección de un planificador.</translation>
    </message>
    <message>
        <source>Class files</source>
        <translation>Archivos de clases</translation>
    </message>
    <message>
        <source>Classes that somebody saved (.terraclass), besides the names; they are not drawn anew, and need the pack they were saved with.</source>
        <translation>Clases que alguien guardó (.terraclass), además de los nombres; no se dibujan de nuevo y necesitan el paquete con el que se guardaron.</translation>
    </message>
    <message>
        <source>A number of the training is negative.</source>
        <translation>Un número del entrenamiento es negativo.</translation>
    </message>
    <message>
        <source>A trained file cannot be called {name}.</source>
        <translation>Un archivo entrenado no puede llamarse {name}.</translation>
    </message>
    <message>
        <source>All that is reviewed is background: there is no class to learn.</source>
        <translation>Todo lo revisado es fondo: no hay ninguna clase que aprender.</translation>
    </message>
    <message>
        <source>Ask for the file again, or train one of your own.</source>
        <translation>Pida el archivo otra vez, o entrene uno propio.</translation>
    </message>
    <message>
        <source>Choose a file that ends in {suffix}.</source>
        <translation>Elija un archivo que termine en {suffix}.</translation>
    </message>
    <message>
        <source>Choose another name, or remove that one first.</source>
        <translation>Elija otro nombre, o quite ese primero.</translation>
    </message>
    <message>
        <source>Choose that pack for the run, or train anew with yours.</source>
        <translation>Elija ese paquete para la ejecución, o entrene de nuevo con el suyo.</translation>
    </message>
    <message>
        <source>Compares each place with the words&apos; texts, by a CLIP that was trained on your corrections.</source>
        <translation>Compara cada lugar con los textos de las palabras, con un CLIP entrenado con sus correcciones.</translation>
    </message>
    <message>
        <source>Here are: {names}.</source>
        <translation>Aquí están: {names}.</translation>
    </message>
    <message>
        <source>Judging it where it was not trained</source>
        <translation>Se juzga donde no se ha entrenado</translation>
    </message>
    <message>
        <source>Learn from runs of one pack at a time.</source>
        <translation>Aprenda cada vez de ejecuciones de un solo paquete.</translation>
    </message>
    <message>
        <source>Looking at window {number} of {windows}</source>
        <translation>Se mira la ventana {number} de {windows}</translation>
    </message>
    <message>
        <source>Name one by its key: {keys}.</source>
        <translation>Nombre uno por su clave: {keys}.</translation>
    </message>
    <message>
        <source>Name the folder of a finished run with reviewed polygons.</source>
        <translation>Nombre la carpeta de una ejecución terminada con polígonos revisados.</translation>
    </message>
    <message>
        <source>No run was given to learn from.</source>
        <translation>No se ha dado ninguna ejecución de la que aprender.</translation>
    </message>
    <message>
        <source>Nothing was trained: this is CLIP as it is. Train it on corrections, and name the file.</source>
        <translation>No se ha entrenado nada: esto es CLIP tal cual. Entrénelo con correcciones y nombre el archivo.</translation>
    </message>
    <message>
        <source>Reading what was reviewed in {name}</source>
        <translation>Se lee lo revisado en {name}</translation>
    </message>
    <message>
        <source>Reading what was trained</source>
        <translation>Se lee lo entrenado</translation>
    </message>
    <message>
        <source>Removing {name}</source>
        <translation>Se quita {name}</translation>
    </message>
    <message>
        <source>Review more polygons: a window counts where a quarter of it is reviewed.</source>
        <translation>Revise más polígonos: una ventana cuenta donde está revisada una cuarta parte.</translation>
    </message>
    <message>
        <source>Review polygons of some classes.</source>
        <translation>Revise polígonos de algunas clases.</translation>
    </message>
    <message>
        <source>The numbers in {called} are not those that its {manifest} lists.</source>
        <translation>Los números de {called} no son los que indica su {manifest}.</translation>
    </message>
    <message>
        <source>The pack “{name}” has no CLIP whose places can be compared with words.</source>
        <translation>El paquete «{name}» no tiene ningún CLIP cuyos lugares puedan compararse con palabras.</translation>
    </message>
    <message>
        <source>The trained file “{called}” is no longer the one of this run.</source>
        <translation>El archivo entrenado «{called}» ya no es el de esta ejecución.</translation>
    </message>
    <message>
        <source>The trained file “{name}” does not fit the pack “{name2}” that it names.</source>
        <translation>El archivo entrenado «{name}» no se ajusta al paquete «{name2}» que nombra.</translation>
    </message>
    <message>
        <source>The trained file “{name}” was made with the pack “{made}”{version}, and this run uses another one.</source>
        <translation>El archivo entrenado «{name}» se hizo con el paquete «{made}»{version}, y esta ejecución usa otro.</translation>
    </message>
    <message>
        <source>There is a trained file “{name}” already.</source>
        <translation>Ya hay un archivo entrenado «{name}».</translation>
    </message>
    <message>
        <source>There is no trained file “{called}” on this computer.</source>
        <translation>No hay ningún archivo entrenado «{called}» en este equipo.</translation>
    </message>
    <message>
        <source>Train one (terralex train dedos RUN), or import one.</source>
        <translation>Entrene uno (terralex train dedos RUN) o importe uno.</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>Entrenado</translation>
    </message>
    <message>
        <source>Training needs {least} reviewed windows of {side} px; these runs have {found}: {least2} are missing.</source>
        <translation>El entrenamiento necesita {least} ventanas revisadas de {side} px; estas ejecuciones tienen {found}: faltan {least2}.</translation>
    </message>
    <message>
        <source>Training: step {step} of {iterations}</source>
        <translation>Entrenamiento: paso {step} de {iterations}</translation>
    </message>
    <message>
        <source>Use 0 or more.</source>
        <translation>Use 0 o más.</translation>
    </message>
    <message>
        <source>Use fed, constant or off.</source>
        <translation>Use fed, constant u off.</translation>
    </message>
    <message>
        <source>Use letters, digits, points, dashes and spaces, at most 64.</source>
        <translation>Use letras, cifras, puntos, guiones y espacios, como mucho 64.</translation>
    </message>
    <message>
        <source>Use the pack starter, or one whose classifier is a ViT.</source>
        <translation>Use el paquete starter, o uno cuyo clasificador sea un ViT.</translation>
    </message>
    <message>
        <source>Where it was not trained “{name}” is no better than the CLIP that it began from ({told} against {told2}): do not use it in its place.</source>
        <translation>Donde no se ha entrenado, «{name}» no es mejor que el CLIP del que partió ({told} frente a {told2}): no lo use en su lugar.</translation>
    </message>
    <message>
        <source>Where it was not trained “{name}” was no better than CLIP without training.</source>
        <translation>Donde no se entrenó, «{name}» no era mejor que CLIP sin entrenar.</translation>
    </message>
    <message>
        <source>trained file</source>
        <translation>archivo entrenado</translation>
    </message>
    <message>
        <source>{called} holds what is no finite number.</source>
        <translation>{called} contiene algo que no es un número finito.</translation>
    </message>
    <message>
        <source>{called} is no trained file: it holds no {manifest}.</source>
        <translation>{called} no es un archivo entrenado: no contiene {manifest}.</translation>
    </message>
    <message>
        <source>{found} trained files are called “{called}”.</source>
        <translation>{found} archivos entrenados se llaman «{called}».</translation>
    </message>
    <message>
        <source>{name} holds {found}, which belongs into no trained file.</source>
        <translation>{name} contiene {found}, que no pertenece a ningún archivo entrenado.</translation>
    </message>
    <message>
        <source>{name} is not the trained file that it should be.</source>
        <translation>{name} no es el archivo entrenado que debería ser.</translation>
    </message>
    <message>
        <source>{name} was made with another pack than {name2}.</source>
        <translation>{name} se hizo con otro paquete que {name2}.</translation>
    </message>
    <message>
        <source>“tokens” is {tokens}.</source>
        <translation>«tokens» es {tokens}.</translation>
    </message>
    <message>
        <source>“{manifest}” can be used with the pack “{made}”{version} alone, which is not here.</source>
        <translation>«{manifest}» solo puede usarse con el paquete «{made}»{version}, que no está aquí.</translation>
    </message>
    <message>
        <source>&amp;Trained files…</source>
        <translation>Archivos en&amp;trenados…</translation>
    </message>
    <message>
        <source>Train on corrections</source>
        <translation>Entrenar con correcciones</translation>
    </message>
    <message>
        <source>Trains the method DEDOS on what you reviewed or changed in one or more finished runs of one pack. The result is a trained file of this computer; “Segment by class names” uses it with METHOD dedos and OPTIONS trained=NAME.

A part of the windows is held back, and the log says whether the trained file is better there than CLIP as it is. A training that was stopped goes on when the same is asked again. Save edits before.</source>
        <translation>Entrena el método DEDOS con lo que usted revisó o cambió en una o varias ejecuciones terminadas de un paquete. El resultado es un archivo entrenado de este equipo; «Segmentar por nombres de clase» lo usa con METHOD dedos y OPTIONS trained=NAME.

Una parte de las ventanas se reserva, y el registro dice si el archivo entrenado es allí mejor que CLIP tal como es. Un entrenamiento detenido continúa cuando se vuelve a pedir lo mismo. Guarde antes los cambios.</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Ejecuciones</translation>
    </message>
    <message>
        <source>Folders of finished runs, or a file in each, for example recipe.json.</source>
        <translation>Carpetas de ejecuciones terminadas, o un archivo de cada una, por ejemplo recipe.json.</translation>
    </message>
    <message>
        <source>What the trained file is called: letters, digits, points, dashes and spaces.</source>
        <translation>Cómo se llama el archivo entrenado: letras, cifras, puntos, guiones y espacios.</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Pasos</translation>
    </message>
    <message>
        <source>0 takes the usual number for the pack.</source>
        <translation>0 toma el número habitual para el paquete.</translation>
    </message>
    <message>
        <source>The same seed gives the same file; an odd one holds back the other side of each run.</source>
        <translation>La misma semilla da el mismo archivo; una impar reserva el otro lado de cada ejecución.</translation>
    </message>
    <message>
        <source>Key of the trained file</source>
        <translation>Clave del archivo entrenado</translation>
    </message>
    <message>
        <source>Mean IoU of CLIP as it is, where it was not trained</source>
        <translation>IoU media de CLIP tal como es, donde no se entrenó</translation>
    </message>
    <message>
        <source>Mean IoU of the trained file, where it was not trained</source>
        <translation>IoU media del archivo entrenado, donde no se entrenó</translation>
    </message>
    <message>
        <source>Whether the trained file is better</source>
        <translation>Si el archivo entrenado es mejor</translation>
    </message>
    <message>
        <source>Went on from step {n}, where it was stopped.</source>
        <translation>Continuó en el paso {n}, donde se detuvo.</translation>
    </message>
    <message>
        <source>Mean IoU where it was not trained: {before} before, {after} after.</source>
        <translation>IoU media donde no se entrenó: {before} antes, {after} después.</translation>
    </message>
    <message>
        <source>Trained file: {name}</source>
        <translation>Archivo entrenado: {name}</translation>
    </message>
    <message>
        <source>Trained file</source>
        <translation>Archivo entrenado</translation>
    </message>
    <message>
        <source>What was trained on corrections with the chosen pack</source>
        <translation>Lo que se entrenó con correcciones y el paquete elegido</translation>
    </message>
    <message>
        <source>About the trained file</source>
        <translation>Sobre el archivo entrenado</translation>
    </message>
    <message>
        <source>Trained &amp;files…</source>
        <translation>Archivos e&amp;ntrenados…</translation>
    </message>
    <message>
        <source>Train on corrections; list, export, import and remove trained files</source>
        <translation>Entrenar con correcciones; listar, exportar, importar y eliminar archivos entrenados</translation>
    </message>
    <message>
        <source>CLIP as it is</source>
        <translation>CLIP tal como es</translation>
    </message>
    <message>
        <source>No trained file is used: this is the pack&apos;s CLIP as it is.</source>
        <translation>No se usa ningún archivo entrenado: es el CLIP del paquete tal como es.</translation>
    </message>
    <message>
        <source>Terralex: looking at trained files</source>
        <translation>Terralex: mirando archivos entrenados</translation>
    </message>
    <message>
        <source>No result of this project has reviewed polygons.</source>
        <translation>Ningún resultado de este proyecto tiene polígonos revisados.</translation>
    </message>
    <message>
        <source>Open one, review it on the page Review, and save the edits.</source>
        <translation>Abra uno, revíselo en la página «Revisar» y guarde los cambios.</translation>
    </message>
    <message>
        <source>before it is learned from</source>
        <translation>antes de aprender de ella</translation>
    </message>
    <message>
        <source>Stopped. What was trained is kept: the same training goes on from there.</source>
        <translation>Detenido. Lo entrenado se conserva: el mismo entrenamiento continúa desde ahí.</translation>
    </message>
    <message>
        <source>Terralex: training “{name}”</source>
        <translation>Terralex: entrenando «{name}»</translation>
    </message>
    <message>
        <source>“{name}” is trained. {judged}</source>
        <translation>«{name}» está entrenado. {judged}</translation>
    </message>
    <message>
        <source>It went on from step {n}, where it had been stopped.</source>
        <translation>Continuó en el paso {n}, donde se había detenido.</translation>
    </message>
    <message>
        <source>It is no better than CLIP as it is: do not use it in its place.</source>
        <translation>No es mejor que CLIP tal como es: no lo use en su lugar.</translation>
    </message>
    <message>
        <source>DEDOS with “{name}” is chosen in the panel.</source>
        <translation>DEDOS con «{name}» está elegido en el panel.</translation>
    </message>
    <message>
        <source>“{name}” was trained with the pack “{pack}”, which is not on this computer.</source>
        <translation>«{name}» se entrenó con el paquete «{pack}», que no está en este equipo.</translation>
    </message>
    <message>
        <source>“{name}” is written: {file}.</source>
        <translation>«{name}» está escrito: {file}.</translation>
    </message>
    <message>
        <source>Terralex: exporting {name}</source>
        <translation>Terralex: exportando {name}</translation>
    </message>
    <message>
        <source>“{name}” is here. {judged}</source>
        <translation>«{name}» está aquí. {judged}</translation>
    </message>
    <message>
        <source>“{name}” is removed.</source>
        <translation>«{name}» se eliminó.</translation>
    </message>
    <message>
        <source>Terralex: removing a trained file</source>
        <translation>Terralex: eliminando un archivo entrenado</translation>
    </message>
    <message>
        <source>{before} → {after}</source>
        <translation>{before} → {after}</translation>
    </message>
    <message>
        <source>{before} → {after}, no better</source>
        <translation>{before} → {after}, no mejor</translation>
    </message>
    <message>
        <source>Trained on {names}. Mean IoU where it was not trained: {judged}.</source>
        <translation>Entrenado con {names}. IoU media donde no se entrenó: {judged}.</translation>
    </message>
    <message>
        <source>Better than CLIP as it is, where it was not trained.</source>
        <translation>Mejor que CLIP tal como es, donde no se entrenó.</translation>
    </message>
    <message>
        <source>No better than CLIP as it is, where it was not trained: do not use it in its place.</source>
        <translation>No es mejor que CLIP tal como es, donde no se entrenó: no lo use en su lugar.</translation>
    </message>
    <message>
        <source>{before} before, {after} after</source>
        <translation>{before} antes, {after} después</translation>
    </message>
    <message>
        <source>Mean IoU</source>
        <translation>IoU media</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>Ventanas</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Clave</translation>
    </message>
    <message>
        <source>DEDOS learns from what you reviewed, 24 windows at least, and is judged on a quarter of them that is held back. It takes minutes to hours; you can go on working, and stop it without losing anything.</source>
        <translation>DEDOS aprende de lo que usted revisó, 24 ventanas como mínimo, y se juzga con un cuarto de ellas que se reserva. Tarda de minutos a horas; puede seguir trabajando y detenerlo sin perder nada.</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Revisados</translation>
    </message>
    <message>
        <source>Results to learn from</source>
        <translation>Resultados de los que se aprende</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>No&amp;mbre</translation>
    </message>
    <message>
        <source>Letters, digits, points, dashes and spaces</source>
        <translation>Letras, cifras, puntos, guiones y espacios</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Empezar</translation>
    </message>
    <message>
        <source>Terralex: trained files</source>
        <translation>Terralex: archivos entrenados</translation>
    </message>
    <message>
        <source>Trained files</source>
        <translation>Archivos entrenados</translation>
    </message>
    <message>
        <source>About the chosen file</source>
        <translation>Sobre el archivo elegido</translation>
    </message>
    <message>
        <source>&amp;Train…</source>
        <translation>En&amp;trenar…</translation>
    </message>
    <message>
        <source>Train DEDOS on corrections of this project</source>
        <translation>Entrenar DEDOS con correcciones de este proyecto</translation>
    </message>
    <message>
        <source>Stop; what was trained is kept, and goes on from there</source>
        <translation>Detener; lo entrenado se conserva y continúa desde ahí</translation>
    </message>
    <message>
        <source>Choose DEDOS and this file in the panel</source>
        <translation>Elegir DEDOS y este archivo en el panel</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>E&amp;xportar…</translation>
    </message>
    <message>
        <source>Write it into a file for somebody with the same pack</source>
        <translation>Escribirlo en un archivo para alguien con el mismo paquete</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importar…</translation>
    </message>
    <message>
        <source>Bring in a file that somebody exported</source>
        <translation>Traer un archivo que alguien exportó</translation>
    </message>
    <message>
        <source>Close this window; a training goes on</source>
        <translation>Cerrar esta ventana; un entrenamiento continúa</translation>
    </message>
    <message>
        <source>Nothing was trained yet. Review polygons of a result, then press Train.</source>
        <translation>Todavía no se entrenó nada. Revise polígonos de un resultado y pulse después «Entrenar».</translation>
    </message>
    <message>
        <source>Export a trained file</source>
        <translation>Exportar un archivo entrenado</translation>
    </message>
    <message>
        <source>Import a trained file</source>
        <translation>Importar un archivo entrenado</translation>
    </message>
    <message>
        <source>Remove “{name}” from this computer? Maps stay; runs that used it cannot go on or be explained.</source>
        <translation>¿Eliminar «{name}» de este equipo? Los mapas se quedan; las ejecuciones que lo usaron no pueden continuar ni explicarse.</translation>
    </message>
    <message>
        <source>Stopping… What was trained is kept.</source>
        <translation>Deteniendo… Lo entrenado se conserva.</translation>
    </message>
    <message>
        <source>Trained files (*.terratrained)</source>
        <translation>Archivos entrenados (*.terratrained)</translation>
    </message>
    <message>
        <source>Fetch or copy the pack again, or choose another pack.</source>
        <translation>Descargue o copie el paquete de nuevo, o elija otro paquete.</translation>
    </message>
    <message>
        <source>Half precision gave no numbers for the extractor “{name}”; what it saw was computed again in full precision.</source>
        <translation>La precisión media no dio números para el extractor «{name}»; lo que vio se calculó de nuevo con precisión completa.</translation>
    </message>
    <message>
        <source>Memory does not hold {before} windows at a time; the run goes on with {batch}, more slowly.</source>
        <translation>En la memoria no caben {before} ventanas a la vez; la ejecución sigue con {batch}, más despacio.</translation>
    </message>
    <message>
        <source>The generator of the pack “{name}” gives no numbers for “{prompt}”.</source>
        <translation>El generador del paquete «{name}» no da números para «{prompt}».</translation>
    </message>
    <message>
        <source>Half precision did not suffice for pictures of {word}; they were drawn again in full precision.</source>
        <translation>La precisión media no bastó para imágenes de {word}; se dibujaron de nuevo con precisión completa.</translation>
    </message>
    <message>
        <source>Memory does not hold what is seen of {before} pictures; the run looks at {at_once}, more slowly.</source>
        <translation>En la memoria no cabe lo que se ve de {before} imágenes; la ejecución mira {at_once}, más despacio.</translation>
    </message>
    <message>
        <source>The GPU's memory does not hold what was seen of “{word}”; the computer's does, slower.</source>
        <translation>En la memoria de la GPU no cabe lo que se vio de «{word}»; en la del equipo sí, más despacio.</translation>
    </message>
    <message>
        <source>The GPU&apos;s memory does not hold {before} pictures that are drawn together; {at_once} are drawn at a time, more slowly.</source>
        <translation>En la memoria de la GPU no caben {before} imágenes dibujadas juntas; se dibujan {at_once} a la vez, más despacio.</translation>
    </message>
    <message>
        <source>What it was told of this place: “{sentence}”.</source>
        <translation>Lo que se le dijo de este lugar: «{sentence}».</translation>
    </message>
    <message>
        <source>Add scheme=paper, or leave “captions” out.</source>
        <translation>Añada scheme=paper, o quite «captions».</translation>
    </message>
    <message>
        <source>Leave “captions” out, or use a pack that brings one (docs/packs.md).</source>
        <translation>Quite «captions», o use un paquete que traiga uno (docs/packs.md).</translation>
    </message>
    <message>
        <source>The pack “{name}” brings no captioner, which “captions” asks for.</source>
        <translation>El paquete «{name}» no trae ningún descriptor de imágenes, que «captions» pide.</translation>
    </message>
    <message>
        <source>The pack “{name}” has a captioner of an unknown kind, {spec}.</source>
        <translation>El paquete «{name}» tiene un descriptor de imágenes de tipo desconocido, {spec}.</translation>
    </message>
    <message>
        <source>“captions” makes a sentence for each word and window, and “scheme=onepass” sees a window once for all.</source>
        <translation>«captions» hace una frase para cada palabra y ventana, y «scheme=onepass» mira una ventana una vez para todas.</translation>
    </message>
    <message>
        <source>“{name}” learned nothing of {strange}: beside what it learned, such words are looked for as CLIP does without training.</source>
        <translation>«{name}» no ha aprendido nada de {strange}: junto a lo aprendido, esas palabras se buscan como lo hace CLIP sin entrenamiento.</translation>
    </message>
</context>
</TS>
