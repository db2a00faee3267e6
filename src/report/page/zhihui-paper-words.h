/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-paper.h"

G_BEGIN_DECLS

typedef enum
{
  ZHIHUI_WORDS_LEAD, /* what the paper says first */
  ZHIHUI_WORDS_BODY,
  ZHIHUI_WORDS_NOTE, /* how to read what stands beside it */
  ZHIHUI_WORDS_DATA, /* bytes as they are: small, each line begins at the edge */
} ZhihuiWords;

void         zhihui_paper_add_paragraph (ZhihuiPaper *self, const char *text, ZhihuiWords words);
void         zhihui_paper_add_space (ZhihuiPaper *self, double height);
ZhihuiBlock *zhihui_paper_add_heading (ZhihuiPaper *self, const char *text, const char *anchor);
ZhihuiBlock *zhihui_paper_add_section (ZhihuiPaper *self, const char *text, const char *anchor);
ZhihuiBlock *
zhihui_paper_add_picture (ZhihuiPaper *self, ZhihuiPicture *picture, double before, double after);

G_END_DECLS
