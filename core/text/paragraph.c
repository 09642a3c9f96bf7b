// SPDX-License-Identifier: MIT
#include "text/paragraph.h"

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
