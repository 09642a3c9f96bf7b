// SPDX-License-Identifier: MIT
//
// How far a batch is, on the standard error output: a bar on a terminal, or a JSON object a line.
#ifndef HAIBAO_BATCH_PROGRESS_H
#define HAIBAO_BATCH_PROGRESS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

enum progress_form { PROGRESS_AUTO, PROGRESS_NONE, PROGRESS_BAR, PROGRESS_JSON };

struct progress {
    enum progress_form form;
    uint64_t total, drawn, failed, skipped;
    gint64 begun, told;
    bool is_shown; // a bar stands on the terminal's last line
};

void progress_begin(struct progress *progress, enum progress_form form, uint64_t total);

// Tell how far it is, if it is time to; `must` after the last row.
void progress_tell(struct progress *progress, bool must);

// Take the bar away, before anything else is written.
void progress_clear(struct progress *progress);

#endif
