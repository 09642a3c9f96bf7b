// SPDX-License-Identifier: MIT
//
// What a shared library says of itself, read from the file without loading it. Format: System V
// ABI, "Object Files" (ELF). Every offset and size in the file is checked against its length.
#ifndef HAIBAO_PLUGIN_ELF_H
#define HAIBAO_PLUGIN_ELF_H

#include <stdint.h>

#include "base/arena.h"

#define ELF_HEAD_BYTES 16

enum elf_verdict {
    ELF_FINE,
    ELF_UNREADABLE, // no regular file, or an error of the system
    ELF_FOREIGN,    // no shared library, or one for another machine
    ELF_TRUNCATED,  // shorter than its headers say: loading it could end the program
    ELF_NO_SYMBOL,  // does not define the symbol
};

struct elf_object {
    unsigned char head[ELF_HEAD_BYTES]; // the first bytes of the symbol's value in the file
    uint64_t size;                      // of the symbol
    const char *other;                  // another name that the library exports, or NULL
};

// Look for a data symbol. Unless the verdict is ELF_FINE, *what says in the arena what the file is
// ("is a text file, not a shared library").
enum elf_verdict elf_read(struct arena *arena, const char *path, const char *symbol,
                          struct elf_object *object, const char **what);

#endif
