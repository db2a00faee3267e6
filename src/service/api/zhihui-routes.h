/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-request.h"

G_BEGIN_DECLS

typedef char *(*ZhihuiRouteFunc) (ZhihuiRequest *request);

/* Where a question goes. In a path "*" stands for one part that varies. */
typedef struct
{
  const char     *path;
  gboolean        is_post;
  ZhihuiScopes    scopes; /* any of these is enough */
  guint           max_age_s;
  ZhihuiRouteFunc answer;
} ZhihuiRoute;

const ZhihuiRoute *zhihui_routes_get (guint *n);
const ZhihuiRoute *
zhihui_route_find (const char *path, gboolean is_post, char **argument, gboolean *known);

G_END_DECLS
