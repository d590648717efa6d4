"""The report: no private path and no name in it, findings marked by signs."""

from terralex.plugin.environment.report import BAD, GOOD, Row, Section, anonymous, as_html, as_text


def test_the_report_holds_no_private_path_and_no_name():
    text = (
        "Python: /home/ann/.local/share/terralex/engine/venv/bin/python\n"
        "File: /data/Clients/Smith and Sons/ortho.tif, twice: '/data/Clients/Smith and Sons/ortho.tif'\n"
        r"Windows: C:\Users\Ann Lee\AppData\x.log and C:\Program Files\QGIS\bin and \\server\share\secret.txt"
        "\n"
        "System: /usr/bin/python3 on ann-laptop by ann, https://ann:pw@mirror.org/simple\n"
        "Banned plan of Annapolis\n"
    )
    told = anonymous(
        text,
        {"/home/ann": "~", "/home/ann/.local/share/terralex/engine": "<engine>", r"C:\Users\Ann Lee": "~"},
        ["ann", "ann-laptop"],
    )
    assert "<engine>/venv/bin/python" in told
    assert "Smith" not in told and "…/ortho.tif" in told
    assert r"~\AppData\x.log" in told and r"C:\Program Files\QGIS\bin" in told and "server" not in told
    assert "/usr/bin/python3 on <name> by <name>" in told and "https://…@mirror.org/simple" in told
    assert "Banned plan of Annapolis" in told


def test_findings_are_marked_by_signs_and_escaped():
    found = (Section("Engine", (Row("Can it run", "no: <b>", BAD), Row("CPU", "right", GOOD), Row("Free", "1 GB"))),)
    assert "✗ Can it run: no: <b>" in as_text(found) and "✓ CPU: right" in as_text(found)
    assert "&lt;b&gt;" in as_html(found) and "<b>Free:</b> 1 GB" in as_html(found)
