// Adding documents, changing their markings, writing letters.
#pragma once

#include "ladder/v1/common.pb.h"
#include "ladder/v1/document_service.pb.h"
#include "services/api/submit.hpp"
#include "services/api/view.hpp"

namespace ladder::api {

// Stores the contents and submits the rest. Blocks: for a database thread. `done` gets the
// serialised AddDocumentResponse or the error. Errors: those of registers::decide(), with nothing
// stored; those of DocumentStore::put(); those of JournalWriter::submit().
void add_document(
    const View& app, const v1::Actor& actor, v1::AddDocumentRequest request, const Done& done
);

// Writes a letter from the procedure as it stands. Blocks: for a database thread. `done` gets the
// serialised WriteLetterResponse or the error. Errors: those of registers::write_letter();
// not_found for the procedure; aborted if the procedure changed meanwhile; those of submit().
void write_letter(
    const View& app, const v1::Actor& actor, const v1::WriteLetterRequest& request, const Done& done
);

// Submits and returns at once. Errors: those of registers::decide(); not_found; those of submit().
void change_marking(
    const Desk& writer, const v1::Actor& actor, v1::ChangeMarkingRequest request, Done done
);

}  // namespace ladder::api
