// SPDX-License-Identifier: MIT
//
// Where a back end's bytes go: a file_writer behind a buffer, for writers that hand over a few
// bytes at a time. A failure is remembered, so that a writer that cannot take one (libpng, cairo)
// may go on; it comes out when the file is committed.
#ifndef HAIBAO_OUT_SINK_H
#define HAIBAO_OUT_SINK_H

#include <cairo.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/report.h"
#include "out/out.h"

struct sink;

// Of the settings only what is said of the file itself counts. NULL after reporting "out.create".
struct sink *sink_open(const char *path, const struct out_settings *settings,
                       struct report *report);

// False once a write has failed.
bool sink_write(struct sink *sink, const void *bytes, size_t size);

// Give the file its name, where `is_whole`; else remove it, and report the cairo status or, where
// that is success, "out.draw". False after reporting "out.write" or "out.draw". Frees the sink.
bool sink_close(struct sink *sink, bool is_whole, cairo_status_t status, struct report *report);

// Files that belong together, as pages do: with settings->hold they get their names when all are
// written, so that a full disk leaves none of them.
struct sink_hold *sink_hold_new(void);

// Give all files their names, where `is_whole`; else remove them. False after reporting
// "out.write", or if not whole. Frees the hold.
bool sink_hold_close(struct sink_hold *hold, bool is_whole, struct report *report);

#endif
