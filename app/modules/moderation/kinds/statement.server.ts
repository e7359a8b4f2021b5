import { notFound } from "#app/infra/app-error.ts";
import { db } from "#app/infra/db.server.ts";
import {
  findStatementsToModerate,
  moderateStatement,
  requireStatementInSight,
  type StatementToModerate,
} from "#app/modules/forum/consultations/moderate-statement.server.ts";
import type { KindContract, Thing } from "./contract.server.ts";

/** A statement of a consultation: people vote on it without its author's name, those who decide about it see whose it is. */
export const statementOfConsultation: KindContract = {
  isUnsigned: true,
  find: async (client, ids) => (await findStatementsToModerate(client, ids)).map(thingOf),
  async requireInSight(actor, id) {
    const [statement] = await findStatementsToModerate(db(), [id]);
    if (!statement) throw notFound();
    await requireStatementInSight(actor, statement);
    return thingOf(statement);
  },
  move: (tx, id, decide) => moderateStatement(tx, id, decide),
};

function thingOf(statement: StatementToModerate): Thing {
  return {
    kind: "statement",
    id: statement.id,
    author: { id: statement.authorId, name: statement.authorName, handle: statement.authorHandle },
    title: statement.question,
    number: null,
    html: null,
    text: statement.body,
    picture: null,
    language: statement.language,
    href: statement.href,
    state: statement.state,
    // Its words do not change.
    version: 1,
    spaceCode: statement.spaceCode,
    writtenAt: statement.createdAt,
    context: [],
  };
}
