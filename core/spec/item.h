// SPDX-License-Identifier: MIT
//
// Records of the SDK as this version knows them, whatever their size where they come from.
#ifndef HAIBAO_SPEC_ITEM_H
#define HAIBAO_SPEC_ITEM_H

#include <haibao/option.h>
#include <haibao/visual.h>

hai_item item_copy(const hai_item *item);

// The shape of a visual's options.
hai_item item_of_visual(const hai_visual *visual);

// One option of a shape; index < shape->option_count.
hai_option item_option(const hai_item *shape, uint32_t index);

// The default of an option: its field in the defaults; NULL where there are none.
const void *item_default(const hai_item *shape, const hai_option *option);

#endif
