// SPDX-License-Identifier: MIT
//
// What a row's files depend on, as one hash: the program, its plugins and fonts, how the batch was
// called, and the row. The files that the row reads stand in the manifest with hashes of their own.
#ifndef HAIBAO_BATCH_KEY_H
#define HAIBAO_BATCH_KEY_H

#include <glib.h>
#include <jansson.h>

#include "base/digest.h"
#include "batch/job.h"

// Of the program as it is installed. `plugins` are files, NULL at the end.
void key_program(const struct fonts *fonts, const char *const *plugins, char key[DIGEST_TEXT]);

// Of what it is asked for one row.
void key_request(const char *program, const GString *request, char key[DIGEST_TEXT]);

// Whether a line of the manifest proves that the row is done: its files and what they were made
// from are as it says.
bool key_proves(struct easel *easel, const json_t *line);

#endif
