// SPDX-License-Identifier: MIT
//
// The words along an axis. For the frame itself.
#ifndef CHART_KIT_TEXTS_H
#define CHART_KIT_TEXTS_H

#include "chart-kit/frame.h"

#define CHART_TICK_GAP 12.0 // between words and plot
#define CHART_NAME_GAP 20.0 // between names and their bands

struct chart_axis_text {
    const hai_paragraph *text;
    double at;    // of the tick or category
    double shift; // the text's lines are centred in a measure: so much of it is before the box
    hai_box box;  // across: absolute x, y below the axis; downwards: size only
};

struct chart_axis_texts {
    struct chart_axis_text *items;
    int32_t count;
    double gap;  // across: that neighbours keep
    double size; // across: height; downwards: width; without any gap
};

// Words below an axis from the ticks or names of it, its scale being set. They stay between left
// and right. VALUE, TIME: the ticks may be planned again with fewer.
void chart_texts_across(const hai_block *block, struct chart_axis *axis, double left, double right);

// Words at the left of ticks upwards: their widths.
void chart_texts_upwards(const hai_block *block, struct chart_axis *axis);

// Names at the left of bands, or above them (axis->is_above), in a chart so wide.
void chart_texts_downwards(const hai_block *block, struct chart_axis *axis, double width);

// Ticks of an axis so long; sets axis->ticks and the values of axis->scale.
void chart_axis_plan_ticks(const hai_block *block, struct chart_axis *axis, int32_t wanted);

#endif
