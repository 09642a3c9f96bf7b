// SPDX-License-Identifier: MIT
//
// Lines in small type below a chart, in as many columns as the width takes, read downwards: what
// numbers in the chart stand for.
#ifndef CHART_KIT_LIST_H
#define CHART_KIT_LIST_H

#include <haibao/haibao.h>

#define CHART_LIST_COLUMNS 4

struct chart_list {
    const hai_paragraph *columns[CHART_LIST_COLUMNS];
    int32_t count; // of columns; 0: no list
    double column_width, height;
};

hai_text_style chart_list_style(const hai_block *block);
struct chart_list chart_list_new(const hai_block *block, const char *const *lines, int32_t count,
                                 double width);
void chart_list_draw(const struct chart_list *list, hai_canvas *canvas, double x, double y);

#endif
