// SPDX-License-Identifier: MIT
#include "spec/item.h"

#include <glib.h>
#include <string.h>

hai_item item_copy(const hai_item *item)
{
    hai_item copy = {0};
    memcpy(&copy, item, MIN(sizeof copy, item->size));
    return copy;
}

hai_item item_of_visual(const hai_visual *visual)
{
    hai_visual copy = {0};
    memcpy(&copy, visual, MIN(sizeof copy, visual->size));
    return (hai_item){.size = sizeof(hai_item),
                      .struct_size = copy.struct_size,
                      .defaults = copy.defaults,
                      .options = copy.options,
                      .option_size = copy.option_size,
                      .option_count = copy.option_count};
}

hai_option item_option(const hai_item *shape, uint32_t index)
{
    hai_option option = {0};
    const char *rows = (const char *)shape->options;
    memcpy(&option, rows + (size_t)index * shape->option_size,
           MIN(sizeof option, shape->option_size));
    return option;
}

const void *item_default(const hai_item *shape, const hai_option *option)
{
    if (shape->defaults == NULL)
        return NULL;
    return (const char *)shape->defaults + option->offset;
}
