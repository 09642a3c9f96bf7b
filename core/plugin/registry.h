// SPDX-License-Identifier: MIT
//
// All plugins that were found, and the visuals they bring.
//
// Search order: files named by --plugin, the folders of HAIBAO_PLUGIN_PATH,
// ../lib/haibao/plugins-MAJOR beside the program, the user's data folder, the compiled-in folder;
// each sorted by name. The first provider of a type wins; a second is a warning that names both
// files.
//
// A file of haibao's own folders is opened when the type of its name is asked for, or when somebody
// wants to know of all; those of users at once, as the type that they bring is known by opening.
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

// The files of all plugins, those that are not loaded yet too, but for those that were refused;
// NULL at the end, in the registry's arena.
const char *const *registry_files(struct registry *registry);

unsigned registry_count(struct registry *registry);
const struct loaded_plugin *registry_plugin(struct registry *registry, unsigned index);

// The plugin that brings a type, or NULL.
const struct loaded_plugin *registry_provider(struct registry *registry, const char *type);

#endif
