/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What "check --scenario" was asked. */
typedef struct
{
  const char *scenario; /* not owned */
  gint64      seed;
  int         n_cases; /* 0: those of the scenario */
  gboolean    json;
} ZhihuiCheckScenario;

/* The exit status. */
int zhihui_check_scenario_run (const ZhihuiCheckScenario *self, const char *database);

G_END_DECLS
