// SPDX-License-Identifier: MIT
//
// The line of a source that a message points to, with a caret below, fit for a terminal.
#ifndef HAIBAO_BASE_SNIPPET_H
#define HAIBAO_BASE_SNIPPET_H

#include <glib.h>

#include "base/report.h"

// One character as a terminal may safely show it: itself, or an escape such as "\u001b" for
// control characters, bidirectional controls and bytes that are no UTF-8.
struct snippet_cell {
    char text[12];
    int columns; // that it takes: 2 for a Chinese character
    int bytes;   // of the source; at least 1
};

struct snippet_cell snippet_cell(const char *at, const char *end);

// Two lines: the source line, cut to what stands around the place, and the caret. Nothing where
// the place has no line. The caret's line ends where the source does, should it be longer.
void snippet_append(GString *out, const struct place *place, bool colour);

#endif
