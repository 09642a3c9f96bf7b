// SPDX-License-Identifier: MIT
//
// One row drawn. A worker is asked for it by a JSON object in a line, and the row as it stands in
// its file, so that nobody reads it but the worker:
//
//     {"spec": "a.json", "outputs": [{"file": "out/{{name}}.png", "size": "a4"}], "number": 3,
//      "theme": "plain", "set": ["/title=…"], "compress": "small", "sync": true, "hash": false}
//     {"name": …}
//
// and answers with an object:
//
//     {"status": "ok", "files": [{"file": …, "sha256": …, "bytes": …, "width": …, "height": …,
//      "unit": "px"}], "ms": 12.3, "warnings": […], "errors": […],
//      "inputs": {"a.json": "sha256…"}}
//
// Members of a request but "spec" and "outputs" may be missing, as may the row. "number" becomes
// the row's "#"; where "hash" is false, "sha256" is not told. Status: "ok"; "failed" where the row,
// the spec or a file it names is wrong; "io" where a file could not be written. A status that only
// the crew gives: "crashed", "timeout", "memory".
#ifndef HAIBAO_BATCH_JOB_H
#define HAIBAO_BATCH_JOB_H

#include <jansson.h>
#include <stdbool.h>

#include "layout/poster.h"

// What jobs are drawn with.
struct easel {
    struct fonts *fonts;
    struct visual_source visuals;
    const char *const *allowed; // folders besides the spec's own, NULL at the end; or NULL
    GHashTable *digests;        // of files, by path: struct input
    struct out_store *store;    // what rows have in common, drawn
    struct standing *standing;  // and set
};

struct easel *easel_new(struct fonts *fonts, const struct visual_source *visuals,
                        const char *const *allowed);
void easel_free(struct easel *easel);

// The digest of a file, "" where it cannot be read. Kept until its size or times change.
const char *easel_digest(struct easel *easel, const char *path);

// A request of a job and its row, if there is one, in JSON. A new string.
GString *job_request(const json_t *job, const char *row, size_t size);

// In a trial all is drawn and nothing is written. A new reference; never NULL.
json_t *job_run(struct easel *easel, const char *request, size_t size, bool is_trial);

// An answer that says no more than why.
json_t *job_failure(const char *status, const char *code, const char *hint, const char *text);

#endif
