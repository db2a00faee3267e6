/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-source.h"
#include "zhihui-wall-page.h"

G_BEGIN_DECLS

#define ZHIHUI_DEMO_PREFIX "demo:"
#define ZHIHUI_DEMO_FOR_DESK "?scope=desk"
#define ZHIHUI_DEMO_FOR_WALL "?scope=wall"

/* The options every command that reads figures has. All strings owned. Zero-initialise. */
typedef struct
{
  char               *where;
  char               *sources_file;
  char               *language;
  ZhihuiTrustSettings trust;
  gboolean for_desk; /* cases are read too: so does a demonstration that is not told otherwise */
} ZhihuiSourceOptions;

/* One GOptionEntry. */
#define ZHIHUI_OPTION(name, letter, type, target, help, value)                                     \
  {                                                                                                \
    name, letter, 0, G_OPTION_ARG_##type, target, help, value                                      \
  }

void     zhihui_source_options_clear (ZhihuiSourceOptions *self);
gboolean zhihui_source_options_parse (ZhihuiSourceOptions *self,
                                      const char          *summary,
                                      const GOptionEntry  *entries,
                                      int                 *argc,
                                      char              ***argv);
void     zhihui_source_options_speak (ZhihuiSourceOptions *self);
void     zhihui_source_options_speak_if_told (ZhihuiSourceOptions *self);
char    *zhihui_source_options_give_scope (const char *address, const char *scope);
ZhihuiSource *
zhihui_source_options_open (ZhihuiSourceOptions *self, gboolean keeps, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZhihuiSourceOptions, zhihui_source_options_clear)

G_END_DECLS
