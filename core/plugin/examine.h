// SPDX-License-Identifier: MIT
//
// The parts of the contract check.
#ifndef HAIBAO_PLUGIN_EXAMINE_H
#define HAIBAO_PLUGIN_EXAMINE_H

#include <jansson.h>
#include <stdbool.h>

#include "base/report.h"
#include "draw/record.h"
#include "layout/poster.h"
#include "plugin/child.h"
#include "plugin/registry.h"
#include "text/font.h"

#define EXAMINE_STAGE_BYTES 16384

struct examination {
    struct report *report; // receives the findings
    struct registry *registry;
    const struct loaded_plugin *plugin;
    struct fonts *fonts;
    unsigned random_sets;
    const char *keep; // folder for specs that show faults; or NULL
    char *stage; // EXAMINE_STAGE_BYTES, shared with the parent: what is being done, should it crash
};

// The records and option tables, without calling into the plugin.
void examine_records(const struct examination *examination);

// The example beside the plugin, at its own size and three widths.
void examine_example(const struct examination *examination);

// Random option sets, the same ones each time.
void examine_random(const struct examination *examination);

// The blocks of the example with hard data, at many widths, in every theme.
void examine_data(const struct examination *examination);

// Run a part of the examination in a child process, with a report of its own, whose messages come
// home. False where it came to no proper end, which is then reported with the stage.
bool examine_apart(const struct examination *examination, const struct child_limits *limits,
                   void (*examine)(const struct examination *examination, void *data), void *data);

// NAME.json beside NAME.so, as haibao_add_plugin lays it; or example.json there. NULL if neither
// is. Freed with g_free.
char *example_find(const char *plugin);

// The object at a pointer of the example; NULL where there is none.
json_t *example_at(json_t *root, const char *pointer);

// A spec drawn once. Everything is freed by drawing_finish.
struct drawing {
    struct report *report; // of this spec alone
    struct poster *poster;
    const struct record *record; // NULL where it could not be drawn; the report says why
};

// `size` as on the command line, or NULL for the spec's own.
void drawing_make(const struct examination *examination, struct drawing *drawing, const char *path,
                  const char *size);
void drawing_finish(struct drawing *drawing);

// The message that the canvas has had numbers that are none, or calls that do not match; or NULL.
const struct message *drawing_find_misuse(const struct drawing *drawing);

// A spec with one block of the visual, filled from its option table by chance; NULL where an option
// that must be given cannot be made up.
json_t *random_spec(struct registry *registry, const hai_visual *visual, unsigned seed);

#endif
