"""Runs a Python handler: asks the Lambda Runtime API for one event after the other. Usage: bootstrap.py FILE FUNCTION"""
import importlib.util
import json
import os
import sys
import traceback
import urllib.request

ROOT = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2018-06-01/runtime/"


class Context:
    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.deadline_ms = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        import time
        return max(0, self.deadline_ms - int(time.time() * 1000))


def post(path, value, error=None):
    headers = {"Content-Type": "application/json"}
    if error:
        headers["Lambda-Runtime-Function-Error-Type"] = error
    urllib.request.urlopen(urllib.request.Request(ROOT + path, json.dumps(value).encode(), headers)).read()


def failure(error):
    lines = traceback.format_exception(error)
    print("".join(lines), file=sys.stderr, flush=True)
    return {"errorMessage": str(error), "errorType": type(error).__name__, "stackTrace": lines}


try:
    sys.path.insert(0, os.path.dirname(os.path.abspath(sys.argv[1])))
    spec = importlib.util.spec_from_file_location("function", sys.argv[1])
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    handler = getattr(module, sys.argv[2])
except Exception as e:
    post("init/error", failure(e), "Runtime.InitError")
    sys.exit(1)

while True:
    with urllib.request.urlopen(ROOT + "invocation/next") as event:
        context = Context(event.headers)
        body = event.read()
    invocation = "invocation/" + context.aws_request_id
    try:
        answer = handler(json.loads(body), context)
    except Exception as e:
        post(invocation + "/error", failure(e), type(e).__name__)
    else:
        post(invocation + "/response", answer)
