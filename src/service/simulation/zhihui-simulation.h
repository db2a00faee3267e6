/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What to simulate into a new database. */
typedef struct
{
  const char *scenario;
  guint64     seed;
  gboolean    exact;
  gint64      until;     /* the last instant; the history ends with its day */
  gboolean    is_fixed;  /* the platform's clock stands there until it is served, else it is real */
  gint32      first_day; /* days since 1970-01-01; 0: by @until */
  guint       n_units;   /* 0: those of the scenario */
  guint       n_cases;   /* expected in the history; 0: by the scenario or the units */
  const char *own_place; /* (nullable): a folder, instead of the place of the scenario; is empty */
  gboolean    is_empty;  /* the place alone, with nothing simulated: it lives by what is told */
} ZhihuiSimulationOptions;

typedef struct
{
  guint   n_cases, n_assignments, n_ratings;
  guint64 n_events, n_refused;
} ZhihuiSimulationResult;

gboolean zhihui_simulation_run (const char                    *database,
                                const ZhihuiSimulationOptions *options,
                                gboolean                       replace,
                                ZhihuiSimulationResult        *result,
                                GError                       **error);

G_END_DECLS
