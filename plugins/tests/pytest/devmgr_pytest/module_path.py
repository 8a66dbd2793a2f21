"""In a copy of the project: modules are the copy's, whatever an editable install says.

Such an install adds folders of the project to `sys.path` (a `.pth` file), or a finder that maps packages to folders
(`MAPPING` of the modules `__editable___*_finder`, setuptools PEP 660). Both are pointed at the copy.
"""

import os
import sys


def use_copy(project, copy):
    """Call before anything of the project is imported. Folders that the copy lacks (environments) stay as they are."""
    sys.path[:] = [_in_copy(folder, project, copy) for folder in sys.path]
    sys.path_importer_cache.clear()
    for name, module in list(sys.modules.items()):
        mapping = getattr(module, "MAPPING", None) if name.startswith("__editable__") else None
        if isinstance(mapping, dict):
            for package, folder in mapping.items():
                mapping[package] = _in_copy(folder, project, copy)


def _in_copy(folder, project, copy):
    if not isinstance(folder, str) or not (folder == project or folder.startswith(project + os.sep)):
        return folder
    counterpart = copy + folder[len(project) :]
    return counterpart if os.path.exists(counterpart) else folder
