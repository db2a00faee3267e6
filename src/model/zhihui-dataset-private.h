/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* How the types of datasets are made. */

#include "zhihui-dataset.h"

/* Datasets are atomic boxes: whoever holds a reference may read, nobody writes after the maker has
 * handed it on. */
#define DEFINE_DATASET(Type, prefix, init, clear)                                                  \
  Type *prefix##_new (void)                                                                        \
  {                                                                                                \
    Type *self = g_atomic_rc_box_new0 (Type);                                                      \
                                                                                                   \
    init (self);                                                                                   \
    return self;                                                                                   \
  }                                                                                                \
                                                                                                   \
  Type *prefix##_ref (Type *self)                                                                  \
  {                                                                                                \
    g_return_val_if_fail (self != NULL, NULL);                                                     \
                                                                                                   \
    return g_atomic_rc_box_acquire (self);                                                         \
  }                                                                                                \
                                                                                                   \
  static void clear##_box (gpointer data)                                                          \
  {                                                                                                \
    Type *self = data;                                                                             \
                                                                                                   \
    g_free (self->stamp.revision);                                                                 \
    clear (self);                                                                                  \
  }                                                                                                \
                                                                                                   \
  void prefix##_unref (Type *self)                                                                 \
  {                                                                                                \
    if (self != NULL)                                                                              \
      g_atomic_rc_box_release_full (self, clear##_box);                                            \
  }

/* A dataset that is a list and nothing more to own. */
#define DEFINE_LIST_DATASET(Type, prefix, name, free_element)                                      \
  static void init_##name (Type *self)                                                             \
  {                                                                                                \
    self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) free_element);                  \
  }                                                                                                \
                                                                                                   \
  static void clear_##name (Type *self)                                                            \
  {                                                                                                \
    g_ptr_array_unref (self->items);                                                               \
  }                                                                                                \
                                                                                                   \
  DEFINE_DATASET (Type, prefix, init_##name, clear_##name)
