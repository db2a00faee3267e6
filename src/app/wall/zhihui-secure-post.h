/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One thing that is told to another machine by who has a token. Strings are borrowed. */
typedef struct
{
  GUri       *uri;
  const char *token_file;
  const char *ca_file;  /* nullable: the system's authorities */
  const char *type;     /* of the body */
  const char *body;     /* text */
  const char *accept;   /* nullable */
  const char *if_match; /* nullable */
} ZhihuiSecurePost;

GBytes *zhihui_secure_post (const ZhihuiSecurePost *self, char **type, GError **error);

G_END_DECLS
