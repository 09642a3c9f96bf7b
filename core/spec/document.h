// SPDX-License-Identifier: MIT
//
// A JSON file as read: the text, for messages, and the tree, checked against the core's bounds.
#ifndef HAIBAO_SPEC_DOCUMENT_H
#define HAIBAO_SPEC_DOCUMENT_H

#include <jansson.h>
#include <stdbool.h>

#include "base/file.h"

struct arena;
struct report;

// Keys are counted per object, nodes over the whole, strings in bytes as they stand in the file.
#define DOCUMENT_MAX_BYTES (4u << 20)
#define DOCUMENT_MAX_DEPTH 64
#define DOCUMENT_MAX_NODES 100000
#define DOCUMENT_MAX_KEYS 256
#define DOCUMENT_MAX_STRING (64u << 10)

struct document {
    struct source source;
    const char *folder; // of the file; "." for the current one. In the arena
    json_t *root;       // owned; freed by document_finish
};

// Read and check a file; its root is an object or an array. `document` must stay where it is for as
// long as the report, which points at its source; the text lives in the arena. False, with messages
// in the report, when it cannot be read (code "file.read"), is too large or too deep
// ("json.limit"), or is not JSON in UTF-8 ("json.syntax", "json.encoding", "json.duplicate",
// "json.bom", "json.empty", "json.number").
bool document_read(struct document *document, struct arena *arena, struct report *report,
                   const char *path);
void document_finish(struct document *document);

#endif
