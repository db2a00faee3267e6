/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-store.h"

G_BEGIN_DECLS

/* Assignments without number, the same on every machine: returns, redo, transfers, suspended,
 * merged, overdue and open work, ratings. Rows come in the order of their ids, which is that of
 * their dispatch; nothing has happened after @until. */
typedef struct _AssignmentGenerator AssignmentGenerator;

typedef struct
{
  guint64 seed;
  guint   n_units; /* over a tree of provinces, cities and counties; in the order of codes */
  gsize   n_rows;
  gint64  until;  /* the moment the figures are of */
  guint   n_days; /* before it, over which the dispatches are spread */
} AssignmentGeneratorOptions;

typedef struct
{
  gint64           id, case_id; /* from 1, without gaps */
  ZhihuiAssignment one;         /* its case_index is case_id - 1 */
  ZhihuiRound      round;       /* its previous is the id of the row before it minus 1 */
  ZhihuiCaseRow    its_case;    /* as it was with this row; a later row of the case has it newer */
  ZhihuiRating     ratings[2];  /* their assignment is id - 1 */
  guint            n_ratings;
} GeneratedAssignment;

AssignmentGenerator *assignment_generator_new (const AssignmentGeneratorOptions *options);
void                 assignment_generator_free (AssignmentGenerator *self);
/* FALSE after the last one. */
gboolean assignment_generator_next (AssignmentGenerator *self, GeneratedAssignment *row);

/* Regions: codes of 2, 4 and 6 digits; a unit lies in a county (6 digits) of its own or shared. */
guint       assignment_generator_get_n_regions (AssignmentGenerator *self);
const char *assignment_generator_get_region (AssignmentGenerator *self, guint index);
const char *assignment_generator_get_unit_region (AssignmentGenerator *self, guint unit);

/* Everything into an empty database, as fast as it takes rows. */
void assignment_generator_write (const AssignmentGeneratorOptions *options, ZhihuiStore *store);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AssignmentGenerator, assignment_generator_free)

G_END_DECLS
