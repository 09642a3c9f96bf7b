// SPDX-License-Identifier: MIT
//
// All plugins that were found, and the visuals they bring.
//
// Search order: files named by --plugin, the folders of HAIBAO_PLUGIN_PATH,
// ../lib/haibao/plugins-MAJOR beside the program, the user's data folder, the compiled-in folder;
// each sorted by name. The first provider of a type wins; a second is a warning that names both
// files.
#ifndef HAIBAO_PLUGIN_REGISTRY_H
#define HAIBAO_PLUGIN_REGISTRY_H

#include "base/report.h"
#include "plugin/loader.h"

struct registry;

// Refusals become warnings in the report ("plugin.…"); those of `files` (NULL at the end, may be
// NULL), named by the user, become errors. A program with rights that its user has not (setuid)
// takes no notice of `files`, HAIBAO_PLUGIN_PATH and the user's folder.
struct registry *registry_open(struct report *report, const char *const *files);
void registry_close(struct registry *registry);

// The signatures that layout's struct visual_source asks for; `registry` is a struct registry.
const hai_visual *registry_find(void *registry, const char *type);
const char *const *registry_types(void *registry); // sorted, NULL at the end

unsigned registry_count(const struct registry *registry);
const struct loaded_plugin *registry_plugin(const struct registry *registry, unsigned index);

// The plugin that brings a type, or NULL.
const struct loaded_plugin *registry_provider(const struct registry *registry, const char *type);

#endif
