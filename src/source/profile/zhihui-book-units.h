/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-findings.h"

G_BEGIN_DECLS

/* The units that rows name, each once: those of the profile's table, others made of their names. */
typedef struct
{
  GPtrArray  *units;   /* (element-type ZhihuiUnit), owned */
  GHashTable *indices; /* id → index + 1 */
} ZhihuiBookUnits;

#define ZHIHUI_NO_UNIT G_MAXUINT32

void    zhihui_book_units_init (ZhihuiBookUnits *self);
void    zhihui_book_units_clear (ZhihuiBookUnits *self);
guint32 zhihui_book_units_find (ZhihuiBookUnits     *self,
                                const ZhihuiProfile *profile,
                                const char          *word,
                                const char          *peer,
                                ZhihuiCoercions     *counts);

G_END_DECLS
