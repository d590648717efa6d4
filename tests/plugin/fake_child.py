"""A process that speaks the engine's protocol from a script, so that failures can be staged.

`config["script"]`, else the JSON file named by FAKE_SCRIPT, is a list of steps:
{"say": event}, {"print": text}, {"stderr": text}, {"sleep": seconds}, {"exit": code}, {"hang": true}, {"kill": true},
{"wait_cancel": true}. FAKE_CHILD stages what happens at the start: "silent", "dies", "old". FAKE_SEEN
names a file that gets every request.
"""

import json
import os
import queue
import signal
import sys
import threading
import time

WRITE = threading.Lock()


def say(event):
    with WRITE:
        sys.stdout.write(json.dumps(event) + "\n")
        sys.stdout.flush()


def read(lines, requests, cancels):
    for line in lines:
        request = json.loads(line)
        if request["cmd"] == "cancel":
            cancels.add(request["id"])
        elif request["cmd"] == "shutdown":
            os._exit(0)
        else:
            requests.put(request)
    os._exit(0)


def beat(hung):
    while not hung.is_set():
        say({"event": "beat", "busy": None})
        time.sleep(0.2)


def play(request, cancels, hung):
    number = request["id"]
    if "FAKE_SEEN" in os.environ:
        with open(os.environ["FAKE_SEEN"], "a", encoding="utf-8") as file:
            file.write(json.dumps(request) + "\n")
    script = request["config"].get("script")
    if script is None and "FAKE_SCRIPT" in os.environ:
        with open(os.environ["FAKE_SCRIPT"], encoding="utf-8") as file:
            script = json.load(file)
    for step in script or []:
        if "say" in step:
            say({"id": number, **step["say"]})
        elif "print" in step:
            with WRITE:
                print(step["print"], flush=True)
        elif "stderr" in step:
            print(step["stderr"], file=sys.stderr, flush=True)
        elif "sleep" in step:
            time.sleep(step["sleep"])
        elif "exit" in step:
            os._exit(step["exit"])
        elif "kill" in step:
            os.kill(os.getpid(), signal.SIGKILL)
        elif "hang" in step:
            hung.set()
            time.sleep(600)
        elif "wait_cancel" in step:
            while number not in cancels:
                time.sleep(0.02)
            say({"event": "cancelled", "id": number})
            return
    if script is None:
        say({"event": "result", "id": number, "result": {"pid": os.getpid(), "environment": dict(os.environ)}})


def main():
    start = os.environ.get("FAKE_CHILD", "")
    if start == "dies":
        print("ModuleNotFoundError: No module named 'something'", file=sys.stderr)
        sys.exit(1)
    if start == "silent":
        time.sleep(600)
    say({"event": "ready", "pid": os.getpid(), "protocol": 0 if start == "old" else 1, "versions": {}})
    requests, cancels, hung = queue.Queue(), set(), threading.Event()
    threading.Thread(target=read, args=(sys.stdin, requests, cancels), daemon=True).start()
    threading.Thread(target=beat, args=(hung,), daemon=True).start()
    while True:
        play(requests.get(), cancels, hung)


main()
