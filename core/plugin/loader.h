// SPDX-License-Identifier: MIT
//
// Letting a plugin in.
//
// A file is looked at in three steps, each of which can refuse it. First without loading it: its
// ELF headers against its length (a truncated library would end the program with SIGBUS inside
// dlopen), and the numbers with which its record starts, so that a missing function does not hide
// the better answer that the versions give. Then, for a file that is not in our own plugin folder,
// everything that follows is tried in a child process. Last it is loaded, bound for good, and its
// records are checked and copied. Nothing is ever unloaded. A refusal never stops the others.
#ifndef HAIBAO_PLUGIN_LOADER_H
#define HAIBAO_PLUGIN_LOADER_H

#include <stdbool.h>

#include <haibao/plugin.h>

#include "base/arena.h"
#include "base/report.h"

struct loaded_plugin {
    const char *path;
    hai_plugin record; // as far as both sides know it, the rest zero; no text is NULL
    const hai_visual *const *visuals; // copies, NULL at the end; NULL for what was refused
    const char *other;                // a name that it exports besides the record, or NULL

    // NULL: it is in. Else what it is, what it needs and what this host is ("the file x.so …").
    const char *refusal;
    const char *cure; // what to do about the refusal
    // plugin.read elf truncated entry magic major minor size crash symbol visual
    const char *code;
};

// Try one file. The result lives in the arena. `is_trusted`: it lies in our own folder.
const struct loaded_plugin *plugin_load(struct arena *arena, const char *path, bool is_trusted);

#endif
