// SPDX-License-Identifier: MIT
#include "text/paragraph.h"

cairo_matrix_t glyph_run_matrix(const struct glyph_run *run)
{
    cairo_matrix_t matrix;
    if (run->is_sideways)
        cairo_matrix_init(&matrix, 0, run->size * run->stretch, -run->size, 0, 0, 0);
    else
        cairo_matrix_init(&matrix, run->size * run->stretch, 0, 0, run->size, 0, 0);
    return matrix;
}

hai_size hai_paragraph_size(const hai_paragraph *paragraph)
{
    return paragraph->size;
}

int32_t hai_paragraph_lines(const hai_paragraph *paragraph)
{
    return paragraph->line_count;
}

double hai_paragraph_baseline(const hai_paragraph *paragraph)
{
    return paragraph->baseline;
}

double hai_paragraph_last_baseline(const hai_paragraph *paragraph)
{
    return paragraph->last_baseline;
}

hai_box hai_paragraph_ink(const hai_paragraph *paragraph)
{
    return paragraph->ink;
}
