/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-desk-errands.h"

G_BEGIN_DECLS

/* A source that writes down what it is told, and answers when the test says so. */
#define TEST_TYPE_SOURCE (test_source_get_type ())
G_DECLARE_FINAL_TYPE (TestSource, test_source, TEST, SOURCE, GObject)

struct _TestSource
{
  GObject parent_instance;

  GPtrArray       *told;      /* (element-type utf8), owned: "path if_match body" */
  GQueue           tasks;     /* (element-type GTask), owned */
  ZhihuiSituation *situation; /* owned: of a platform far from here */
};

typedef struct
{
  TestSource        *source;
  ZhihuiDeskErrands *errands;
  GString           *seen; /* what was told of the errands: "a waiting, " */
} CarriedErrands;

void carried_errands_set_up (CarriedErrands *self, gconstpointer data);
void carried_errands_tear_down (CarriedErrands *self, gconstpointer data);

/* The platform answers the oldest telling: @error is consumed, NULL: it has taken it. */
void carried_errands_answer (CarriedErrands *self, GError *error);
/* (transfer full): told at @now_us; what it is about is "case:" and @what */
ZhihuiDeskErrand *carried_errands_add (CarriedErrands *self, const char *what, gint64 now_us);

G_END_DECLS
