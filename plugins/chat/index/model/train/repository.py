"""What is read of a git repository, without a work tree."""

import subprocess
import threading

TIMEOUT_SECONDS = 600


class Repository:
    """A clone, bare or not. `path` is what `git -C` takes."""

    def __init__(self, path):
        self.path = path

    def run(self, *arguments):
        """Output of a git command as bytes; empty when it fails."""
        command = ["git", "-C", self.path, *arguments]
        return subprocess.run(command, capture_output=True, timeout=TIMEOUT_SECONDS).stdout

    def head(self):
        """The commit that is read."""
        return self.run("rev-parse", "HEAD").decode().strip()

    def files(self):
        """Yields (path, blob, size) of the regular files of HEAD."""
        for entry in self.run("ls-tree", "-r", "-l", "-z", "HEAD").split(b"\0"):
            if not entry:
                continue
            meta, path = entry.split(b"\t", 1)
            mode, kind, blob, size = meta.split()
            if kind != b"blob" or mode == b"120000":
                continue
            try:
                yield path.decode(), blob.decode(), int(size)
            except UnicodeDecodeError:
                continue

    def texts(self, blobs):
        """Yields (blob, text) in the order of `blobs`; those that are missing are left out."""
        command = ["git", "-C", self.path, "cat-file", "--batch"]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        # Beside the reading: both pipes are bounded.
        threading.Thread(target=_write_lines, args=(process.stdin, blobs), daemon=True).start()
        for blob in blobs:
            header = process.stdout.readline().split()
            if header[-1:] == [b"missing"]:
                continue
            if len(header) < 3:
                break
            text = process.stdout.read(int(header[2]))
            process.stdout.read(1)
            yield blob, text.decode("utf-8", "replace")
        process.wait()

    def lines_of_log(self, *arguments):
        """Yields the lines of `git log`. Closing the generator ends git."""
        command = ["git", "-C", self.path, "log", *arguments]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            for line in process.stdout:
                yield line.decode("utf-8", "replace").rstrip("\n")
        finally:
            process.kill()
            process.wait()


def _write_lines(pipe, lines):
    try:
        for line in lines:
            pipe.write(line.encode() + b"\n")
        pipe.close()
    except OSError:
        pass  # git has ended; its output says what was read.
