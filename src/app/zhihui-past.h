/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-kept-form.h"
#include "zhihui-source-options.h"

G_BEGIN_DECLS

/* The options that ask for a time of the past. All strings owned. Zero-initialise. */
typedef struct
{
  char  *at;     /* stands there */
  char  *replay; /* goes on from there */
  double speed;  /* 0: the default */
} ZhihuiPast;

void     zhihui_past_clear (ZhihuiPast *self);
gboolean zhihui_past_is_asked (const ZhihuiPast *self);
char    *zhihui_past_find (ZhihuiSourceOptions *options, ZhihuiKeepFor keep_for, GError **error);
ZhihuiSource *zhihui_past_open (const ZhihuiPast    *self,
                                ZhihuiSourceOptions *options,
                                ZhihuiKeepFor        keep_for,
                                GError             **error);

/* One GOptionEntry. */
#define ZHIHUI_PAST_AT_OPTION(past)                                                                \
  ZHIHUI_OPTION ("at", 0, STRING, &(past)->at, N_ ("As it was then, from the history"), N_ ("TIME"))

G_END_DECLS
