"""In a copy of the project: modules are the copy's, whatever an editable install says.

Such an install adds folders of the project to `sys.path` (a `.pth` file), or a finder that maps packages to folders
(`MAPPING` of the modules `__editable___*_finder`, setuptools PEP 660). Both are pointed at the copy.
"""

import os
import sys

# Of the project's files that were loaded in place of the copy's; a few tell which installation is to blame.
MOST_STRAY = 5



def use_copy(project, copy):
    """Call before anything of the project is imported. Folders that the copy lacks (environments) stay as they are."""
    sys.path[:] = [_in_copy(folder, project, copy) for folder in sys.path]
    sys.path_importer_cache.clear()
    for name, module in list(sys.modules.items()):
        mapping = getattr(module, "MAPPING", None) if name.startswith("__editable__") else None
        if isinstance(mapping, dict):
            for package, folder in mapping.items():
                mapping[package] = _in_copy(folder, project, copy)


def stray_modules(project, copy):
    """Files that were loaded from the project though the copy has them, relative to the project: what an import hook does.

    What was loaded so far says nothing of the copy. Links on the way to a file are followed.
    """
    roots = [(root + os.sep, copy + os.sep) for root in dict.fromkeys((project, os.path.realpath(project)))]
    real_folders = {}
    found = set()
    for module in list(sys.modules.values()):
        file = getattr(module, "__dict__", {}).get("__file__")
        if isinstance(file, str) and not file.startswith(copy + os.sep):
            found.update(_strays(file, roots, real_folders))
    return sorted(found)[:MOST_STRAY]


def _strays(file, roots, real_folders):
    folder, name = os.path.split(file)
    if folder not in real_folders:
        real_folders[folder] = os.path.realpath(folder)
    real = os.path.join(real_folders[folder], name)
    if file.startswith(tuple(root for root, _ in roots)):
        real = os.path.realpath(file)
    for path in (file, real):
        for root, copy in roots:
            if path.startswith(root) and not path.startswith(copy) and os.path.exists(copy + path[len(root) :]):
                yield path[len(root) :]


def _in_copy(folder, project, copy):
    if not isinstance(folder, str) or not (folder == project or folder.startswith(project + os.sep)):
        return folder
    counterpart = copy + folder[len(project) :]
    return counterpart if os.path.exists(counterpart) else folder
