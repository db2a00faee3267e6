/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "zhihui-crs.h"

G_BEGIN_DECLS

/* The border of a region. */
typedef struct
{
  char      *code, *name; /* owned, either may be "" */
  GPtrArray *rings; /* (element-type GArray of double lon,lat pairs), owned; outer and holes alike:
                       even-odd */
} ZhihuiOutline;

ZhihuiOutline *zhihui_outline_new (void);
void           zhihui_outline_free (ZhihuiOutline *self);
void           zhihui_outline_convert (ZhihuiOutline *self, ZhihuiCrs from);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiOutline, zhihui_outline_free)

G_END_DECLS
