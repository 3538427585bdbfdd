// ListViews: what a JDBC client sees of schema llmeco, for 070_clients.pl.
// java -cp postgresql.jar ListViews.java URL
import java.sql.*;
import java.util.*;

public class ListViews
{
	static String text(Object value)
	{
		return value == null ? "\\N" : value.toString();
	}

	public static void main(String[] args) throws SQLException
	{
		try (Connection connection = DriverManager.getConnection(args[0]); Statement statement = connection.createStatement())
		{
			DatabaseMetaData about = connection.getMetaData();
			List<String> views = new ArrayList<>();
			try (ResultSet tables = about.getTables(null, "llmeco", "%", new String[] {"VIEW"}))
			{
				while (tables.next())
					views.add(tables.getString("TABLE_NAME"));
			}
			for (String view : views)
			{
				StringJoiner columns = new StringJoiner(",");
				try (ResultSet found = about.getColumns(null, "llmeco", view.replace("_", "\\_"), "%"))
				{
					while (found.next())
						columns.add(found.getString("COLUMN_NAME"));
				}
				long rows = 0;
				try (ResultSet read = statement.executeQuery("SELECT * FROM llmeco." + view))
				{
					while (read.next())
					{
						rows++;
						for (int i = 1; i <= read.getMetaData().getColumnCount(); i++)
							read.getObject(i);
					}
				}
				System.out.println("view\t" + view + "\t" + rows + "\t" + columns);
			}
			try (ResultSet model = statement.executeQuery(
				"SELECT name, downloads, influence, languages, created_at FROM llmeco.model_details"))
			{
				while (model.next())
				{
					Long downloads = model.getObject("downloads", Long.class);
					Double influence = model.getObject("influence", Double.class);
					Array languages = model.getArray("languages");
					Timestamp created = model.getTimestamp("created_at");
					System.out.println(String.join("\t", "model", model.getString("name"), text(downloads), text(influence),
						languages == null ? "\\N" : String.join(" ", (String[]) languages.getArray()),
						created == null ? "\\N" : text(created.getTime())));
				}
			}
		}
	}
}
