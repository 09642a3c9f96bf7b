// SPDX-License-Identifier: MIT
//
// Names that small charts beside each other share (hai_block_shared_names): the same category
// stands at the same place and has the same colour in each of them, also where one lacks some.
#ifndef CHART_KIT_SHARED_H
#define CHART_KIT_SHARED_H

#include "chart-kit/data.h"

// --- The axis of values ---
//
// Charts of one unit have one axis, charts of several units several. The parent may say that each
// has its own (chart_shared_set), or that it shall be as in a good poster (auto): lines, whose
// axis need not begin at zero, have their own where one chart's values are many times another's,
// and would be drawn flat.

enum chart_shared_scales { CHART_SCALES_AUTO, CHART_SCALES_SAME, CHART_SCALES_FREE };

// Of the parent's `check`, after hai_children_share_scales.
void chart_shared_set(hai_blocks children, enum chart_shared_scales scales);

// What the axis of this chart must hold; of `check`. `unit` may be NULL.
void chart_shared_tell_scale(const hai_block *block, const char *unit, double low, double high);

// What that of all must hold; false, and the ends left alone, where this chart has its own.
bool chart_shared_scale(const hai_block *block, const char *unit, bool has_zero, double *low,
                        double *high);

// Whether the parent says that all axes are free.
bool chart_shared_is_free(const hai_block *block);

// Whether it is one of the small charts beside each other.
bool chart_shared_is_panel(const hai_block *block);

// How much of the height that a chart without axes leaves free is above it: half, but among small
// charts nothing, so that all begin at one height.
double chart_shared_above(const hai_block *block, double free);

// --- Names ---

// Tell the title; of `check`.
void chart_shared_tell_title(const hai_block *block, const char *title);

// The titles of small charts beside each other. NULL and 0: there are none.
const char *const *chart_shared_titles(const hai_block *block, uint32_t *count);

// Tell the categories and series; of `check`.
void chart_shared_tell(const hai_block *block, const struct chart_data *data);

// Let colours go by the place among all names.
void chart_shared_order(const hai_block *block, struct chart_data *data);

// All categories: dates by time, others as they were told. NULL and 0 where this chart shares none,
// or hardly any.
const char **chart_shared_categories(const hai_block *block, const struct chart_data *data,
                                     int32_t *count);

// Put in the categories that only others have, without values, in the order of all.
void chart_shared_pad(const hai_block *block, struct chart_data *data);

#endif
