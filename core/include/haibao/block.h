// SPDX-License-Identifier: MIT
//
// A block: one visual of a spec with its bound options. The core owns blocks; a visual sees its
// own and those of its children, and lays children out with the same two calls as the core does.
#ifndef HAIBAO_BLOCK_H
#define HAIBAO_BLOCK_H

#include <haibao/abi.h>
#include <haibao/geom.h>
#include <haibao/option.h>

typedef struct hai_canvas hai_canvas;
typedef struct hai_theme hai_theme;

// The theme of the poster. Borrowed, lives as long as the block.
HAI_API const hai_theme *hai_block_theme(const hai_block *block);

// Zeroed memory that lives as long as the poster. Never NULL: the program ends with a message
// where memory ends. Sizes that come from a file are bounded before this is called.
HAI_API void *hai_block_alloc(const hai_block *block, size_t size);

// A text in the poster's memory.
HAI_API const char *hai_block_printf(const hai_block *block, const char *format, ...)
    HAI_PRINTF(2, 3);

// The size that a child takes in a space, its padding included. At the same width the answer
// is the same, and it is computed once.
HAI_API hai_size hai_child_measure(const hai_block *child, hai_space space);

// Draw a child into a box, with its background, padding and alternative text.
HAI_API void hai_child_draw(const hai_block *child, hai_canvas *canvas, hai_box box);

// How many columns of a grid the child asks for ("span"), at least 1.
HAI_API int32_t hai_child_span(const hai_block *child);

// Children one below the other, `gap` apart, each as wide as the space or as its "align" says.
HAI_API hai_size hai_children_measure(hai_blocks children, double gap, hai_space space);
HAI_API void hai_children_draw(hai_blocks children, double gap, hai_canvas *canvas, hai_box box);

// How much of a child goes into a space of given height, as hai_visual.divide. A child that cannot
// be divided goes in whole or not at all.
HAI_API bool hai_child_divide(const hai_block *child, hai_space space, hai_part *part);
HAI_API void hai_child_draw_part(const hai_block *child, hai_canvas *canvas, hai_box box,
                                 const hai_part *part);

// The same for children one below the other. No part ends with the head of what follows it.
HAI_API bool hai_children_divide(hai_blocks children, double gap, hai_space space, hai_part *part);
HAI_API void hai_children_draw_part(hai_blocks children, double gap, hai_canvas *canvas,
                                    hai_box box, const hai_part *part);

// Report a mistake in an option of the block; allowed in check and prepare only. `option` is the
// option's name or a JSON Pointer below the block ("items/3/value"), or NULL for the whole block.
// `code` is stable and dotted ("option.range"); `hint` says what to do, or NULL.
HAI_API void hai_block_error(const hai_block *block, const char *option, const char *code,
                             const char *hint, const char *format, ...) HAI_PRINTF(5, 6);

// The same for what can be drawn, but perhaps not as meant. Also allowed in measure and draw;
// the same warning is reported once.
HAI_API void hai_block_warn(const hai_block *block, const char *option, const char *code,
                            const char *hint, const char *format, ...) HAI_PRINTF(5, 6);

// The icon or the image that a cell names, as an option of the kind would have it. Allowed in check
// and prepare only. `option` places the message, as above. NULL after reporting what is wrong.
HAI_API const hai_icon *hai_block_icon(const hai_block *block, const char *option,
                                       const char *name);
HAI_API const hai_image *hai_block_image(const hai_block *block, const char *option,
                                         const char *name);

// --- Scales that siblings share ---
//
// Small charts beside each other are read together only where their axes agree. The parent asks for
// it in its check; each child tells in its own, which runs after the parent's, what an axis of it
// must hold, a range or names, and asks in measure and draw what that axis of all of them must. An
// axis is known by a name that such visuals agree on: "label", "series", "x", "y".

HAI_API void hai_children_share_scales(hai_blocks children);

// Nothing happens where no parent asked, or an end is not finite.
HAI_API void hai_block_tell_scale(const hai_block *block, const char *axis, double low,
                                  double high);

// False where no parent asked or no sibling told; `low` and `high` are left alone then.
HAI_API bool hai_block_shared_scale(const hai_block *block, const char *axis, double *low,
                                    double *high);

// The name is copied.
HAI_API void hai_block_tell_name(const hai_block *block, const char *axis, const char *name);

// The names that were told, each once, the first told first; they live as long as the poster. NULL
// and a count of 0 where no parent asked, no sibling told, or there are more than
// HAI_MAX_SHARED_NAMES, which nobody compares.
#define HAI_MAX_SHARED_NAMES 256
HAI_API const char *const *hai_block_shared_names(const hai_block *block, const char *axis,
                                                  uint32_t *count);

#endif
