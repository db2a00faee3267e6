/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-desk-page.h"

G_BEGIN_DECLS

/* A page that the desk has. */
typedef struct
{
  const char *id;
  const char *title;       /* to be translated */
  const char *icon;        /* of the Adwaita theme */
  const char *section;     /* nullable: a new one begins here, to be translated */
  const char *guide;       /* the page of the guide that is about it */
  const char *export_hint; /* nullable: what is exported, to be translated */
  gboolean    has_notice;  /* what is overdue can be exported beside it */
  GType (*get_type) (void);
  guint (*count) (ZhihuiSituation *situation); /* nullable: what waits there; 0 says nothing */
  gboolean (*has_more) (ZhihuiSituation *situation); /* nullable: there may be more than counted */
  char *(*describe) (ZhihuiSituation *situation); /* nullable: what waits in words, NULL nothing */
  gboolean is_pressing;                           /* what waits there should not wait */
  gboolean needs_no_answer; /* it has something to show before the platform told anything */
} ZhihuiDeskPageKind;

const ZhihuiDeskPageKind *zhihui_desk_pages_get (guint index);
const ZhihuiDeskPageKind *zhihui_desk_pages_find (const char *id);

G_END_DECLS
