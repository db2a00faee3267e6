/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where a platform is. */
typedef struct
{
  char    *base; /* owned: "http://127.0.0.1:8460/api/v1" */
  char    *name; /* owned: for people: "127.0.0.1:8460" */
  gboolean is_loopback;
} ZhihuiAddress;

ZhihuiAddress *zhihui_address_parse (const char *url, GError **error);
ZhihuiAddress *zhihui_address_parse_foreign (const char *url, GError **error);
void           zhihui_address_free (ZhihuiAddress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiAddress, zhihui_address_free)

G_END_DECLS
