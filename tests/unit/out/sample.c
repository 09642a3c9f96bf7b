// SPDX-License-Identifier: MIT
//
// The drawings of the other folder's tests, compiled into this folder's program too.
#include "../draw/sample.c"
