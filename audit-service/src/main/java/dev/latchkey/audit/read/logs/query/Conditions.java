package dev.latchkey.audit.read.logs.query;

/** How the fields of logs are asked in SQL: known to whoever keeps the table. */
public interface Conditions {

    /** The field has a value of this form. */
    Sql matches(Field field, Wanted wanted);

    /** The field has no value, or one of another form. */
    default Sql lacks(Field field, Wanted wanted) {
        return Sql.not(matches(field, wanted));
    }

    /**
     * The field's value lies in the range.
     *
     * @throws InvalidQueryException when the field has no order, or the ends are none of its values
     */
    Sql isBetween(Field field, Range range);
}
