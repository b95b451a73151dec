// What is told of an entry: its key and the values of its fields.
#pragma once

#include <string>

#include "engine/procedures/shared.hpp"

namespace ladder::procedures {

using Values = google::protobuf::RepeatedPtrField<v1::FieldValue>;

// The values in order of the definition's fields, those left empty left out. Each that is unknown,
// given twice, missing or of another kind becomes a problem of "values.FIELD"; so does a date that
// is before one that it must follow.
Values check_values(
    command::Problems& problems,
    const v1::RecordDefinition& record,
    const Values& given,
    const Context& context
);

// The key is of the kind that the record asks for, and names what there is.
void check_key(
    command::Problems& problems,
    const v1::RecordDefinition& record,
    const std::string& key,
    const v1::Procedure& state,
    base::Date on,
    const Context& context
);

}  // namespace ladder::procedures
