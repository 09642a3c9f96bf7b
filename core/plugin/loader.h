// SPDX-License-Identifier: MIT
//
// Finding plugins and letting them in.
//
// A file is looked at in three steps, each of which can refuse it: its ELF headers against its
// length (a truncated library would end the program with SIGBUS inside dlopen); its record, opened
// lazily, so that a missing function does not hide the better answer; and binding for good. A file
// that is not in our own plugin folder is first tried in a child process. Nothing is ever unloaded.
// A refusal never stops the others.
#ifndef HAIBAO_PLUGIN_LOADER_H
#define HAIBAO_PLUGIN_LOADER_H

#include <stdbool.h>

#include <haibao/plugin.h>

#include "base/arena.h"
#include "base/report.h"

struct loaded_plugin {
    const char *path;
    hai_plugin record; // as far as both sides know it, the rest zero
    const char
        *refusal; // NULL: it is in. Else: what it is, what it needs, what this host is, the cure
    const char *code; // of the refusal: "plugin.magic", "plugin.version", "plugin.truncated", …
};

// Try one file. The result lives in the arena. `is_trusted`: it lies in our own folder.
const struct loaded_plugin *plugin_load(struct arena *arena, const char *path, bool is_trusted);

#endif
