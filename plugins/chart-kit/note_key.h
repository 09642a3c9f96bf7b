// SPDX-License-Identifier: MIT
//
// What a narrow chart has no room for beside its reference lines and bands: their words stand above
// the plot, behind a piece of the line.
#ifndef CHART_KIT_NOTE_KEY_H
#define CHART_KIT_NOTE_KEY_H

#include "chart-kit/annotate.h"
#include "chart-kit/legend.h"

// Whether a chart of a width tells the words of an annotation there: those that would take most of
// a narrow plot. Callouts and means never: they are of a place, and short.
bool chart_note_is_keyed(const hai_block *block, const struct chart_annotation *annotation,
                         double width);

// Of the options of a frame whose axes are wanted, but not planned yet. What is of a place that the
// axes do not show is left out, as its line is. NULL where there are none.
struct chart_legend *chart_note_key(const hai_block *block, const struct chart_frame *frame,
                                    double width);

#endif
