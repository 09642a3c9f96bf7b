// SPDX-License-Identifier: MIT
#include "chart-kit/list.h"

#include <math.h>

#include "visual-kit/surface.h"

#define GAP 24.0

hai_text_style chart_list_style(const hai_block *block)
{
    hai_text_style style = kit_type(hai_block_theme(block), "caption", NULL, HAI_TEXT_TITLE);
    style.line_height = 1.4;
    return style;
}

struct chart_list chart_list_new(const hai_block *block, const char *const *lines, int32_t count,
                                 double width)
{
    struct chart_list list = {0};
    hai_text_style style = chart_list_style(block);
    double widest = 1;
    if (count <= 0)
        return list;
    for (int32_t i = 0; i < count; i++)
        widest =
            fmax(widest, hai_paragraph_size(hai_paragraph_new(block, lines[i], &style, 0)).width);
    double columns = fmin((width + GAP) / (widest + GAP), CHART_LIST_COLUMNS);
    list.count = (int32_t)fmin(fmax(columns, 1), count);
    int32_t rows = (count + list.count - 1) / list.count;
    list.count = (count + rows - 1) / rows;
    list.column_width = (width + GAP) / list.count;
    for (int32_t c = 0; c < list.count; c++) {
        const char *text = "";
        for (int32_t i = c * rows; i < count && i < (c + 1) * rows; i++)
            text = hai_block_printf(block, "%s%s%s", text, i > c * rows ? "\n" : "", lines[i]);
        list.columns[c] = hai_paragraph_new(block, text, &style, list.column_width - GAP);
        list.height = fmax(list.height, kit_height(list.columns[c]));
    }
    return list;
}

void chart_list_draw(const struct chart_list *list, hai_canvas *canvas, double x, double y)
{
    for (int32_t i = 0; i < list->count; i++)
        hai_canvas_paragraph(canvas, list->columns[i], x + i * list->column_width, y);
}
