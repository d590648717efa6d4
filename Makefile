# Everything a newcomer needs. Each target first brings the set-up in order (scripts/setup), which takes a second when it is.
.DEFAULT_GOAL := help
DATA ?= ../shared/data
.PHONY: help translations setup test check check-qt6 package demo pictures qgis evaluate bench bench-gpu bench-review simulate accidents clean

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /  make \1\t/' | expand -t 20

setup: ## install what is missing: QGIS by apt, Python packages into .venv
	@scripts/setup

test: setup ## all tests, those of the plugin in QGIS without a screen and beside them the others (ARGS="-k tiling" for some)
	@.venv/bin/python -m pytest $(or $(ARGS),-n 2 --dist loadgroup)

check: setup ## style, imports, types, and the security scan of the built zip
	@scripts/check

translations: ## texts of the code into resources/i18n, and the .qm from the .ts (docs/translate.md); needs Qt's tools
	@scripts/translate

check-qt6: ## the plugin's widgets on PyQt6, as in QGIS 4, in an environment of their own
	@scripts/qt6-check

package: ## terralex.zip for QGIS's "Install from ZIP"
	@scripts/package

demo: setup ## segment a sample through the plugin in QGIS; leaves demo/ (SAMPLE=river_bridge or prairie)
	@scripts/demo $(SAMPLE)

pictures: setup ## the manual's pictures, light and dark, from real QGIS (SCENES="welcome result" for some)
	@scripts/pictures $(SCENES)

qgis: setup ## open QGIS with the plugin (and the demo's project) in a profile of its own
	@scripts/qgis

evaluate: setup ## score a labelled set (SET=folder ARGS="--out report.json"); without SET the starter pack's table (DATA=folder with dev/)
	@$(if $(SET),.venv/bin/terralex evaluate $(SET) $(ARGS),.venv/bin/python training/table.py --data $(DATA) $(ARGS))

bench: setup ## how fast the engine is, as ratios, into bench.json (ARGS="attention" for a part)
	@.venv/bin/python scripts/bench.py $(ARGS)

bench-gpu: setup ## the same on a GPU, within four minutes of it (ARGS="matching" for a part, ARGS="--smoke" without a GPU)
	@.venv/bin/python -W ignore scripts/bench_gpu.py $(ARGS)

bench-review: setup ## how long QGIS is busy with what people do to polygons (POLYGONS="2000 20000")
	@scripts/bench_review $(POLYGONS)

simulate: setup ## what an annotator needs to correct a map, against drawing it (DATA=folder with dev/, TILES=1 of each set)
	@.venv/bin/python training/simulate.py --data $(DATA) --tiles $(or $(TILES),1) $(ARGS)

accidents: setup ## kills, full disks, failing writes, little memory, damaged inputs, as a table (ARGS="--kills 10 --seed 7")
	@scripts/accidents $(ARGS)

clean: ## remove what these targets made, except .venv
	rm -rf build demo terralex.zip
