"""Runs a command in a pseudo-terminal and types keys, each when the command has asked for it.

Reads {"argv", "cwd", "env", "columns", "keys"} as JSON from standard input and prints {"output", "status"}. A key is a
text to type, or {"columns": n} to make the window n columns wide while the question waits.
"""
import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

QUESTION = re.compile(r'[?:] (?:\x1b\[0m)?$'.encode())
# Seconds for what hangs, not for what is slow.
PATIENCE = 280
# A question is one when nothing follows it: what looks like it may be half of a line that is still being written.
REST = 0.03


def resize(terminal, columns):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 24, columns, 0, 0))


class Screen:
    def __init__(self, terminal):
        self.terminal = terminal
        self.output = b''
        self.open = True

    def read_until(self, done):
        """Reads until `done`, the end of the command, or the end of patience. Returns whether it is done."""
        until = time.monotonic() + PATIENCE
        while not done() and self.open and time.monotonic() < until:
            if select.select([self.terminal], [], [], 1)[0]:
                try:
                    chunk = os.read(self.terminal, 65536)
                except OSError:
                    chunk = b''
                self.output += chunk
                self.open = chunk != b''
        return done()

    def rests(self):
        return not select.select([self.terminal], [], [], REST)[0]


def play(job):
    child, terminal = pty.fork()
    if child == 0:
        resize(0, job['columns'])
        os.chdir(job['cwd'])
        os.execvpe(job['argv'][0], job['argv'], job['env'])
    screen = Screen(terminal)
    answered = 0
    for key in job['keys']:
        if not screen.read_until(lambda: len(screen.output) > answered and QUESTION.search(screen.output) and screen.rests()):
            screen.output += b'<no question for the key %s>' % json.dumps(key).encode()
            os.kill(child, signal.SIGKILL)
            break
        if isinstance(key, dict):
            resize(terminal, key['columns'])
        else:
            answered = len(screen.output)
            os.write(terminal, key.encode())
    if not screen.read_until(lambda: not screen.open):
        os.kill(child, signal.SIGKILL)
    return {'output': screen.output.decode(), 'status': os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}


print(json.dumps(play(json.load(sys.stdin))))
